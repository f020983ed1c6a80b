package io.qsa.pa.internal.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the store keeps up, with one line in the log when that changes. Guarded by the monitor of its {@link Journal}. */
final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private Optional<Instant> behindSince = Optional.empty();
    /** Since when nothing has succeeded; at a start the store is behind only after a while. */
    private Optional<Instant> failingSince = Optional.empty();

    private boolean recovering;
    private String cause = "";
    private String lastFailure = "";
    private long commits;
    private long written;
    private long failures;
    private long refused;

    void onWritten(int changes) {
        onWell();
        commits++;
        written += changes;
    }

    /** Something has succeeded. */
    void onWell() {
        failingSince = Optional.empty();
    }

    void onFailure(String why, Instant now) {
        failures++;
        failingSince = failingSince.or(() -> Optional.of(now));
        lastFailure = why;
    }

    /** The reason of the last failure; empty if there was none. */
    String lastFailure() {
        return lastFailure;
    }

    /** The store does not keep up: acknowledgements do not wait for it any more. */
    void fallBehind(String why, Instant now) {
        cause = why;
        recovering = false;
        if (behindSince.isEmpty()) {
            behindSince = Optional.of(now);
            LOG.warn(
                    "The store does not keep up: {}. The presence agent serves from memory; what changes from now on "
                            + "is lost if the platform ends before the store is back",
                    why);
        }
    }

    /** The store is fast again, although it does not have all changes yet: acknowledgements wait for it again. */
    void recover() {
        recovering = true;
    }

    boolean isRecovering() {
        return recovering;
    }

    /** The store has everything that was ever acknowledged. */
    void catchUp(Instant now) {
        behindSince.ifPresent(since -> LOG.info(
                "The store has everything again, after {} s",
                Duration.between(since, now).toSeconds()));
        behindSince = Optional.empty();
        recovering = false;
        cause = "";
    }

    /** It is set aside: the store will never take it as it is. */
    void onRefused(Change change, String why) {
        refused++;
        LOG.error(
                "The store cannot take {}; it is set aside, the others are written, and it will not survive a restart "
                        + "unless it changes before: {}",
                change,
                why);
    }

    /** Whether acknowledgements do not wait for the store. */
    boolean isBehind() {
        return behindSince.isPresent() && !recovering;
    }

    /** Since when an operator should look at the store, and why; empty while it is well. */
    Optional<String> trouble(int waiting) {
        String changes = waiting == 0 ? "" : "; " + waiting + " changes wait for it";
        return behindSince
                .map(since -> "behind since " + since + ": " + cause + changes)
                .or(() -> failingSince.map(since -> "not readable since " + since + ": " + lastFailure + changes));
    }

    StoreInfo info(boolean present, int waiting) {
        return new StoreInfo(present, behindSince, cause, waiting, commits, written, failures, refused);
    }
}
