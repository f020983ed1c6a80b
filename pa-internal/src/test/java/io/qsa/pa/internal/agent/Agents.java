package io.qsa.pa.internal.agent;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.qsa.base.timer.Timers;
import io.qsa.pa.internal.journal.Journal;
import io.qsa.pa.internal.journal.Journals;
import io.qsa.presence.BasicStatus;
import io.qsa.presence.PresenceInfo;
import io.qsa.presence.Tuple;

/** Shared parts of the tests of the presence agent. */
public final class Agents {
    public static final String ALICE = "sip:alice@example.com";
    public static final Duration HOUR = Duration.ofHours(1);

    private Agents() {}

    /** An agent that notifies watchers at once, with entity tags {@code e1}, {@code e2} ... */
    public static PresenceAgent agent(Timers timers, String... settings) {
        return agent(timers, Journals.none(timers), settings);
    }

    /** The same with a journal. */
    public static PresenceAgent agent(Timers timers, Journal journal, String... settings) {
        AtomicInteger tags = new AtomicInteger();
        return new PresenceAgent(
                Runnable::run, timers, () -> "e" + tags.incrementAndGet(), settings(settings), journal);
    }

    /** Settings by key and value, where they are not the defaults. */
    public static PaSettings settings(String... keysAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return PaSettings.of(values);
    }

    public static PresenceInfo open(String tupleId) {
        return PresenceInfo.of(ALICE).withTuple(Tuple.of(tupleId, BasicStatus.OPEN));
    }

    public static PresenceInfo closed(String tupleId) {
        return PresenceInfo.of(ALICE).withTuple(Tuple.of(tupleId, BasicStatus.CLOSED));
    }
}
