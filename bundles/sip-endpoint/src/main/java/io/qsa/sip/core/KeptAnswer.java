package io.qsa.sip.core;

import io.qsa.sip.transport.Flow;

/**
 * What is left of a server transaction over UDP when it has been answered: the answer, for the time of Timer J, and
 * nothing of the request, of which there may be hundreds of thousands. Immutable.
 */
final class KeptAnswer implements Repeatable {
    private final AnswerSender answers;
    private final byte[] answer;
    private final Flow flow;

    /** @param flow where the answer goes */
    KeptAnswer(AnswerSender answers, byte[] answer, Flow flow) {
        this.answers = answers;
        this.answer = answer;
        this.flow = flow;
    }

    @Override
    public void onRetransmission() {
        answers.sendDatagram(answer, flow);
    }
}
