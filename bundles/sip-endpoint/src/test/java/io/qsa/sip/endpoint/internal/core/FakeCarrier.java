package io.qsa.sip.endpoint.internal.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

import io.qsa.sip.ListeningPoint;
import io.qsa.sip.Transport;
import io.qsa.sip.endpoint.internal.transport.Carrier;
import io.qsa.sip.endpoint.internal.transport.Flow;
import io.qsa.sip.endpoint.internal.transport.ListenAddress;

/** Records the messages to be sent. Safe for any thread. */
final class FakeCarrier implements Carrier {
    final List<String> sent = new CopyOnWriteArrayList<>();
    final List<Flow> flows = new CopyOnWriteArrayList<>();
    /** The flows, such as {@code tcp:127.0.0.1:5060}, over which nothing can be sent. */
    final Set<String> broken = ConcurrentHashMap.newKeySet();

    final BlockingQueue<Flow> arrivals = new LinkedBlockingQueue<>();

    @Override
    public void use(Optional<Transport> transport) {
        // It needs none.
    }

    @Override
    public ListeningPoint open(ListenAddress address) {
        return new ListeningPoint(address.transport(), address.publicHost(), 5060);
    }

    @Override
    public void close(ListeningPoint point) {
        // Nothing is open.
    }

    @Override
    public void send(Flow flow, byte[] message, Consumer<IOException> onFailure) {
        sent.add(new String(message, StandardCharsets.UTF_8));
        flows.add(flow);
        arrivals.add(flow);
        if (broken.contains(flow.toString())) {
            onFailure.accept(new IOException("refused"));
        }
    }

    @Override
    public void answer(Flow flow, byte[] message, Consumer<IOException> onFailure) {
        send(flow, message, onFailure);
    }

    @Override
    public void disconnect(Flow flow) {
        sent.add("disconnect");
    }

    @Override
    public int connections() {
        return 0;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
