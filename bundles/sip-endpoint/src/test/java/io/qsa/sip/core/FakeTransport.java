package io.qsa.sip.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.qsa.sip.ListeningPoint;
import io.qsa.sip.transport.Flow;
import io.qsa.sip.transport.ListenAddress;
import io.qsa.sip.transport.Transport;

/** Writes down what it is to carry. Confined to the thread of the test. */
final class FakeTransport implements Transport {
    final List<String> sent = new ArrayList<>();
    final List<Flow> flows = new ArrayList<>();

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
    public void close() {
        // Nothing is open.
    }
}
