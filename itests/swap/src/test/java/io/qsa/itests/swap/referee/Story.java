package io.qsa.itests.swap.referee;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The events on the platform, and the errors found by the referee. Guarded by its monitor. */
public final class Story {
    private static final int CHAPTERS = 40;
    private static final int MOST_VIOLATIONS = 20;

    private final long start = System.nanoTime();
    private final Deque<String> recent = new ArrayDeque<>();
    private final List<String> violations = new ArrayList<>();
    /** When the last disturbance of a bundle ended; {@link Long#MAX_VALUE} during one. */
    private final Map<String, Long> disturbed = new HashMap<>();

    private String stacks = "";
    private int event;

    /** The next event starts. */
    public synchronized void event(int number, String what) {
        event = number;
        tell(what);
    }

    public synchronized void tell(String what) {
        recent.add("%9.3f s  #%d %s".formatted(seconds(), event, what));
        if (recent.size() > CHAPTERS) {
            recent.remove();
        }
    }

    /** The life cycle of a bundle is disturbed from here to {@link #calmed}. */
    public synchronized void disturbing(String bundle) {
        disturbed.put(bundle, Long.MAX_VALUE);
    }

    public synchronized void calmed(String bundle) {
        disturbed.put(bundle, System.nanoTime());
    }

    /** Whether a bundle was stopped or started in the last while, or is being so. */
    public synchronized boolean isDisturbed(String bundle, Duration last) {
        Long end = disturbed.get(bundle);
        return end != null && (end == Long.MAX_VALUE || System.nanoTime() - end < last.toNanos());
    }

    /** Something happened that must not. */
    public synchronized void violated(String what) {
        if (violations.isEmpty()) {
            stacks = Stacks.describe();
        }
        if (violations.size() < MOST_VIOLATIONS) {
            violations.add("%9.3f s  #%d %s".formatted(seconds(), event, what));
            tell("VIOLATION: " + what);
        }
    }

    public synchronized boolean isClean() {
        return violations.isEmpty();
    }

    /** The error, the events before it, and the stacks of all busy threads when it was found. */
    public synchronized String report() {
        return String.join("\n  ", violations) + "\nThe story before:\n  " + String.join("\n  ", recent)
                + "\nThe busy threads at the first violation:\n" + stacks;
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }
}
