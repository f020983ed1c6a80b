package io.qsa.presence.b2b.walk;

import java.util.Locale;
import java.util.Optional;

import io.qsa.Status;

/** The notification that an application must get after a NOTIFY (RFC 6665 section 4.1.3). */
final class Expectation {
    private Expectation() {}

    static void check(WatchedSubscription subscription, String substate, Optional<String> reason, String document) {
        Status expected =
                switch (substate.toLowerCase(Locale.ROOT)) {
                    case "active" -> Status.ACTIVE;
                    case "pending" -> Status.PENDING;
                    case "terminated" -> afterEnd(reason.orElse(""));
                    default -> subscription.status();
                };
        Rule.keep(subscription.status() == expected, "told something else", subscription);
        Rule.keep(document.isEmpty() || subscription.document().equals(document), "another document", subscription);
    }

    private static Status afterEnd(String reason) {
        return switch (reason.toLowerCase(Locale.ROOT)) {
            case "rejected" -> Status.REJECTED;
            case "noresource", "badfilter" -> Status.TERMINATED;
            case "invariant" -> Status.ACTIVE;
            default -> Status.PENDING;
        };
    }
}
