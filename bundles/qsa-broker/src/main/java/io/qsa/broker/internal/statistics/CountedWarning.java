package io.qsa.broker.internal.statistics;

import java.time.Duration;
import java.time.Instant;

/** Limits a warning to one line a minute, and counts the suppressed ones. Safe for any thread. */
public final class CountedWarning {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private long silent;
    private Instant next = Instant.MIN;

    /** Counts an occurrence; returns how many there were since the last line, or 0 if no line may be written now. */
    public synchronized long occurred(Instant now) {
        silent++;
        if (now.isBefore(next)) {
            return 0;
        }
        long occurrences = silent;
        silent = 0;
        next = now.plus(PAUSE);
        return occurrences;
    }
}
