package io.qsa.sip.endpoint.internal.core;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.qsa.base.timer.VirtualTimers;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.ListeningPoint;
import io.qsa.sip.endpoint.internal.transport.Flow;
import io.qsa.sip.endpoint.internal.transport.Receiver;

import static org.assertj.core.api.Assertions.assertThat;

/** A receiver of requests in virtual time, with handlers that the test chooses. Confined to the test. */
final class ReceiverRig {
    static final int PEER_PORT = 40000;

    final VirtualTimers timers = new VirtualTimers();
    final FakeCarrier transport = new FakeCarrier();
    final Handlers handlers = new Handlers(timers::now);
    final List<IncomingRequest> taken = new ArrayList<>();
    final Flow flow =
            new Flow(new ListeningPoint("udp", "127.0.0.1", 5060), new InetSocketAddress("127.0.0.1", PEER_PORT));
    final Core core;
    private Receiver receiver;

    ReceiverRig(Map<String, String> settings) {
        core = new Core(
                SipSettings.parse(settings),
                timers,
                (newReceiver, limits) -> {
                    receiver = newReceiver;
                    return transport;
                },
                handlers);
    }

    Receiver receiver() {
        return receiver;
    }

    /** From now on SUBSCRIBEs for presence are accepted, and not answered. */
    void takeSubscribes() {
        handlers.put(taken::add, Set.of("SUBSCRIBE"), Set.of("presence"), 0);
    }

    /** A request of the peer, with a branch and a Call-ID of its own. */
    static String request(String method, String... headers) {
        return Samples.request(method, "UDP", PEER_PORT, headers);
    }

    static String subscribeWithBranch(String branch) {
        return Samples.requestWithBranch("SUBSCRIBE", "UDP", PEER_PORT, branch);
    }

    void receive(String message) {
        receive(message.getBytes(StandardCharsets.UTF_8));
    }

    void receive(byte[] message) {
        receiver.onMessage(message, flow);
    }

    String onlyAnswer() {
        assertThat(transport.sent).hasSize(1);
        return transport.sent.get(0);
    }
}
