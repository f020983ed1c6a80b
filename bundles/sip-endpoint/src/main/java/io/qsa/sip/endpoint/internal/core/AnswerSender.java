package io.qsa.sip.endpoint.internal.core;

import java.net.InetSocketAddress;

import io.qsa.sip.ListeningPoint;
import io.qsa.sip.SipResponse;
import io.qsa.sip.Via;
import io.qsa.sip.endpoint.internal.transport.Flow;

/**
 * Sends answers to the source of the request (RFC 3261 section 18.2.2, RFC 3581 section 4). Safe for any thread.
 */
final class AnswerSender {
    private final Core core;

    AnswerSender(Core core) {
        this.core = core;
    }

    /** The complete bytes of an answer. */
    byte[] bytes(SipResponse response, Flow flow, boolean sips) {
        ListeningPoint point = sips && !flow.isSecure() ? core.points().secure().orElse(flow.point()) : flow.point();
        return core.completion().bytesOf(response, point, sips);
    }

    /** Sends an answer once, without keeping it for a retransmission. */
    void send(SipResponse response, Via via, Flow flow) {
        send(bytes(response, flow, false), via, flow);
    }

    void send(byte[] bytes, Via via, Flow flow) {
        core.counters().count(Count.RESPONSES_SENT);
        if (flow.isReliable()) {
            // If the connection is closed, the answer is sent over a new one to the address of the Via.
            core.carrier()
                    .answer(flow, bytes, gone -> core.carrier().send(replyFlow(via, flow), bytes, failure -> fail()));
        } else {
            transmit(bytes, datagramFlow(via, flow));
        }
    }

    /** Sends an answer over UDP again. */
    void sendDatagram(byte[] bytes, Flow to) {
        core.counters().count(Count.RESPONSES_SENT);
        transmit(bytes, to);
    }

    private void transmit(byte[] bytes, Flow to) {
        core.carrier().send(to, bytes, failure -> fail());
    }

    /** The flow for the answer to a request over UDP. */
    Flow datagramFlow(Via via, Flow flow) {
        boolean asHeard = via.parameter("rport").isPresent()
                || via.port().orElse(5060) == flow.peer().getPort();
        return asHeard ? flow : replyFlow(via, flow);
    }

    private static Flow replyFlow(Via via, Flow flow) {
        int port = via.port().orElse(flow.isSecure() ? 5061 : 5060);
        return Flow.to(
                via.host(), flow.point(), new InetSocketAddress(flow.peer().getAddress(), port));
    }

    private void fail() {
        core.counters().count(Count.ANSWER_FAILURES);
    }
}
