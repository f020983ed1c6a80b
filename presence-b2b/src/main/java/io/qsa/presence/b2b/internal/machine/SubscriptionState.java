package io.qsa.presence.b2b.internal.machine;

import java.util.Locale;
import java.util.OptionalLong;

/** The content of a Subscription-State header (RFC 6665 section 8.2.3). Immutable. */
public final class SubscriptionState {
    /** The known substates; an unknown one keeps the subscription alive. */
    public enum Kind {
        ACTIVE,
        PENDING,
        TERMINATED,
        OTHER;

        private final String cause = "NOTIFY " + name();

        /** The cause to be logged with a change of state by such a NOTIFY. */
        String cause() {
            return cause;
        }
    }

    private final Kind kind;
    private final String token;
    private final String reason;
    private final OptionalLong expires;
    private final OptionalLong retryAfter;

    private SubscriptionState(Kind kind, String token, String reason, OptionalLong expires, OptionalLong retryAfter) {
        this.kind = kind;
        this.token = token;
        this.reason = reason;
        this.expires = expires;
        this.retryAfter = retryAfter;
    }

    /** A substate by its token, whatever its case. */
    public static SubscriptionState of(String token) {
        Kind kind =
                switch (token.toLowerCase(Locale.ROOT)) {
                    case "active" -> Kind.ACTIVE;
                    case "pending" -> Kind.PENDING;
                    case "terminated" -> Kind.TERMINATED;
                    default -> Kind.OTHER;
                };
        return new SubscriptionState(kind, token, "", OptionalLong.empty(), OptionalLong.empty());
    }

    public SubscriptionState withReason(String token) {
        return new SubscriptionState(kind, this.token, token, expires, retryAfter);
    }

    /** The same with the seconds that the subscription has left; it has no meaning in {@code terminated}. */
    public SubscriptionState withExpires(long seconds) {
        return new SubscriptionState(kind, token, reason, OptionalLong.of(seconds), retryAfter);
    }

    public SubscriptionState withRetryAfter(long seconds) {
        return new SubscriptionState(kind, token, reason, expires, OptionalLong.of(seconds));
    }

    public Kind kind() {
        return kind;
    }

    /** The token as received. */
    public String token() {
        return token;
    }

    /** The reason as received; empty if there is none. */
    public String reason() {
        return reason;
    }

    public boolean isTerminated() {
        return kind == Kind.TERMINATED;
    }

    public OptionalLong expires() {
        return expires;
    }

    public OptionalLong retryAfter() {
        return retryAfter;
    }
}
