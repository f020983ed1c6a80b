package io.qsa.sip.core;

import io.qsa.sip.transport.Flow;

/**
 * What is left of a server transaction over UDP when it has been answered: the answer, for the time of Timer J, and
 * nothing of the request, of which there may be hundreds of thousands. Immutable.
 */
final class KeptAnswer implements Repeatable {
    /** Objects, references and the places in map and queue. */
    private static final int OVERHEAD = 300;

    private final AnswerSender answers;
    private final byte[] answer;
    private final Flow flow;
    private final String[] keys;
    private final long until;

    /**
     * @param flow where the answer goes
     * @param keys what names the transaction
     */
    KeptAnswer(AnswerSender answers, byte[] answer, Flow flow, String[] keys, long until) {
        this.answers = answers;
        this.answer = answer;
        this.flow = flow;
        this.keys = keys;
        this.until = until;
    }

    String[] keys() {
        return keys;
    }

    /** About the memory that it takes, in bytes. */
    int size() {
        int size = OVERHEAD + answer.length;
        for (String key : keys) {
            size += key.length();
        }
        return size;
    }

    @Override
    public void onRetransmission() {
        answers.sendDatagram(answer, flow);
    }

    @Override
    public boolean isOver(long now) {
        return now >= until;
    }
}
