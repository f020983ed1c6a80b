package io.qsa.pa.internal.journal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The state of the store. Immutable.
 *
 * @param present whether there is one
 * @param behindSince since when acknowledgements do not wait for it, if it does not keep up
 * @param cause why it does not keep up; empty if it does
 * @param waiting changes that it does not have yet
 * @param commits that succeeded
 * @param written changes in these commits
 * @param failures of commits and reads
 * @param refused records that it does not take
 */
public record StoreInfo(
        boolean present,
        Optional<Instant> behindSince,
        String cause,
        int waiting,
        long commits,
        long written,
        long failures,
        long refused) {
    /** Its counters and gauges by name. */
    public Map<String, Long> statistics() {
        return Map.of(
                "store_behind", behindSince.isPresent() ? 1L : 0L,
                "store_changes_to_write", (long) waiting,
                "store_changes_written", written,
                "store_commits", commits,
                "store_failures", failures,
                "store_records_refused", refused);
    }
}
