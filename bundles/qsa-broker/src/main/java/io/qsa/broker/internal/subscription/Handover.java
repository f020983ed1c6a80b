package io.qsa.broker.internal.subscription;

import java.time.Duration;
import java.util.Optional;

import io.qsa.broker.internal.delivery.RecordState;
import io.qsa.broker.internal.threads.Control;

/** A hand-over before its cut: the successor, its newest state, and a deadline. Guarded by the subscription. */
final class Handover {
    private final Attachment successor;
    private RecordState held;
    private Control.Timer deadline;

    Handover(Attachment successor) {
        this.successor = successor;
    }

    Attachment successor() {
        return successor;
    }

    /** Keeps the newest state of the successor; a state without a document keeps the last document. */
    void hold(RecordState state) {
        held = held == null ? state : state.orDocumentOf(held);
    }

    /** The state with the last document of the successor, if it has none of its own. */
    RecordState completed(RecordState state) {
        return held == null ? state : state.orDocumentOf(held);
    }

    Optional<RecordState> held() {
        return Optional.ofNullable(held);
    }

    boolean isArmed() {
        return deadline != null;
    }

    void arm(Control control, Duration timeout, Runnable onDeadline) {
        disarm();
        deadline = control.schedule(timeout, onDeadline);
    }

    void disarm() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }
}
