package io.qsa.itests.benchmark.load;

import java.util.function.IntUnaryOperator;

/** A number of messages to be sent, so many at a time or so many a second. Confined to its peer, its end excepted. */
final class Burst {
    private int left;
    private int waiting;
    private int window;
    private int rate;
    private IntUnaryOperator expires = number -> 0;
    private int cursor;
    private int sent;
    private long begun;
    private boolean running;
    private volatile int finished;

    /**
     * @param newRate messages per second; 0 for as fast as the answers arrive
     * @param newExpires the time that each message grants, by its number, in seconds
     */
    void begin(int count, int newWindow, int newRate, IntUnaryOperator newExpires) {
        left = count;
        waiting = 0;
        sent = 0;
        window = newWindow;
        rate = newRate;
        expires = newExpires;
        begun = System.nanoTime();
        running = true;
        finishIfDone();
    }

    /** How many may be sent now. */
    int allowance(long now) {
        int due = rate == 0 ? left : (int) Math.min(left, (now - begun) * rate / 1_000_000_000L - sent);
        return Math.min(due, window - waiting);
    }

    /** Whether there is something to send as time passes. */
    boolean isEager() {
        return rate == 0 && left > 0 && waiting < window;
    }

    /** The time that the next message grants, in seconds. */
    int expires() {
        return expires.applyAsInt(sent);
    }

    /** The one whose turn it is, of so many. */
    int next(int size) {
        cursor = cursor + 1 >= size ? 0 : cursor + 1;
        return cursor;
    }

    void sent() {
        left--;
        sent++;
        waiting++;
    }

    void answered() {
        if (running) {
            waiting--;
            finishIfDone();
        }
    }

    private void finishIfDone() {
        if (left == 0 && waiting == 0) {
            running = false;
            finished++;
        }
    }

    /** How many bursts have ended; safe for any thread. */
    int finished() {
        return finished;
    }

    @Override
    public String toString() {
        return left + " to send, " + waiting + " to be answered";
    }
}
