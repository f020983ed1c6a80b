package io.qsa.broker.internal.statistics;

import java.time.Duration;
import java.time.Instant;

/** Lets one line a minute into the log and counts what it stands for. Safe for any thread. */
public final class CountedWarning {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private long silent;
    private Instant next = Instant.MIN;

    /** How often it has happened since the last line, this time included; 0 if there must be no line now. */
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
