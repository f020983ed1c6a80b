package io.qsa.sip.endpoint.internal.digest;

import java.util.List;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.log.OncePerMinute;

/** Logs which credentials are missing or wrong, at most one line for each next hop and minute. Safe for any thread. */
final class ChallengeLog {
    private static final Logger LOG = LoggerFactory.getLogger(ChallengeLog.class);
    private static final int MAX_TEXT = 200;

    private final OncePerMinute<String> hops = new OncePerMinute<>();
    private final LongSupplier clock;

    /** @param clock milliseconds that never go back */
    ChallengeLog(LongSupplier clock) {
        this.clock = clock;
    }

    void unanswerable(String hop, String subscriber, List<Challenge> challenges) {
        if (isDue(hop)) {
            LOG.warn(
                    "{} asks {} for credentials of {}, and no configuration of {} fits",
                    hop,
                    printable(subscriber),
                    realms(challenges),
                    CredentialSettings.PID);
        }
    }

    void rejected(String hop, String subscriber, List<Challenge> challenges) {
        if (isDue(hop)) {
            LOG.warn(
                    "{} does not accept the credentials of {} for {}; see the configurations of {}",
                    hop,
                    printable(subscriber),
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
                        + printable(challenges.stream()
                                .map(Challenge::realm)
                                .distinct()
                                .toList()
                                .toString());
    }

    private static String printable(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() > MAX_TEXT ? clean.substring(0, MAX_TEXT) + "..." : clean;
    }
}
