package io.qsa.sip.endpoint.internal.digest;

import java.util.List;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.log.OncePerMinute;
import io.qsa.base.text.LogText;

/** Logs which credentials are missing or wrong, at most one line for each next hop and minute. Safe for any thread. */
final class ChallengeLog {
    private static final Logger LOG = LoggerFactory.getLogger(ChallengeLog.class);
    private static final int MAX_TEXT = 200;

    private final OncePerMinute<String> hops = new OncePerMinute<>();
    private final LongSupplier clock;

    /** @param clock milliseconds of a monotonic clock */
    ChallengeLog(LongSupplier clock) {
        this.clock = clock;
    }

    void unanswerable(String hop, String subscriber, List<Challenge> challenges) {
        if (isDue(hop)) {
            LOG.warn(
                    "{} asks {} for credentials of {}, and no configuration of {} fits",
                    hop,
                    LogText.of(subscriber, MAX_TEXT),
                    realms(challenges),
                    CredentialSettings.PID);
        }
    }

    void rejected(String hop, String subscriber, List<Challenge> challenges) {
        if (isDue(hop)) {
            LOG.warn(
                    "{} does not accept the credentials of {} for {}; see the configurations of {}",
                    hop,
                    LogText.of(subscriber, MAX_TEXT),
                    realms(challenges),
                    CredentialSettings.PID);
        }
    }

    private boolean isDue(String hop) {
        return hops.isDue(hop, clock.getAsLong());
    }

    private static String realms(List<Challenge> challenges) {
        return challenges.isEmpty()
                ? "a kind that is not known here"
                : "realm "
                        + LogText.of(
                                challenges.stream()
                                        .map(Challenge::realm)
                                        .distinct()
                                        .toList()
                                        .toString(),
                                MAX_TEXT);
    }
}
