package io.qsa.sip.endpoint.internal.core;

import io.qsa.sip.endpoint.internal.transport.Flow;

/** An answer over UDP that is kept for retransmissions. Immutable. */
final class KeptAnswer {
    private final byte[] answer;
    private final Flow flow;

    /** @param flow on which the answer is sent */
    KeptAnswer(byte[] answer, Flow flow) {
        this.answer = answer;
        this.flow = flow;
    }

    byte[] answer() {
        return answer;
    }

    Flow flow() {
        return flow;
    }

    void sendAgain(AnswerSender answers) {
        answers.sendDatagram(answer, flow);
    }
}
