package io.qsa.sip.notifier;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.qsa.sip.SipResponse;

/** The effect of the answer to a NOTIFY on the subscription (RFC 6665 section 4.2.2, RFC 5057 section 5.1). */
enum NotifyOutcome {
    /** The watcher has accepted it. */
    TAKEN,
    /** No answer arrived. */
    UNANSWERED,
    /** It is to be sent again later (Retry-After). */
    LATER,
    /** This NOTIFY has failed; the subscription continues with the next one. */
    REFUSED,
    /** The watcher does not have the subscription, or does not want it. */
    GONE;

    /** Those of RFC 6665, and 502, which ends the whole dialog (RFC 5057 section 5.1). */
    private static final Set<Integer> ENDING =
            Set.of(404, 405, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 502, 604);

    private static final Pattern SECONDS = Pattern.compile("^0*([1-9][0-9]{0,8})\\b.*");
    private static final Duration SHORTEST_RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    static NotifyOutcome of(SipResponse response) {
        if (response.isSuccess()) {
            return TAKEN;
        }
        if (response.code() == 408) {
            return UNANSWERED;
        }
        if (!response.isLocal() && ENDING.contains(response.code())) {
            return GONE;
        }
        if (response.header("Retry-After").isPresent()) {
            return LATER;
        }
        return response.isLocal() ? UNANSWERED : REFUSED;
    }

    /** How long to wait before the next NOTIFY: at least a second, and at most an hour. */
    static Duration retryAfter(SipResponse response) {
        return response.header("Retry-After").map(NotifyOutcome::seconds).orElse(SHORTEST_RETRY_AFTER);
    }

    private static Duration seconds(String retryAfter) {
        Matcher matcher = SECONDS.matcher(retryAfter);
        Duration asked =
                matcher.matches() ? Duration.ofSeconds(Long.parseLong(matcher.group(1))) : SHORTEST_RETRY_AFTER;
        return asked.compareTo(LONGEST_RETRY_AFTER) < 0 ? asked : LONGEST_RETRY_AFTER;
    }
}
