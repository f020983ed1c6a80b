package io.qsa.itests.house.machine;

import java.time.Instant;

/** A state machine that breaks the rule, to show that the rule is checked. */
public final class ImpureMachine {
    private Instant started;

    public void onStart() {
        started = Instant.now();
    }

    public boolean isStarted() {
        return started != null;
    }
}
