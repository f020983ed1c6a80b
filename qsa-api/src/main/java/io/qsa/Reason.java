package io.qsa;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Why a subscription has its status. Immutable.
 *
 * <p>The token is an event reason of RFC 6665 section 4.1.3 (such as {@code deactivated} or {@code noresource}) where
 * the peer gave one, or one of the constants of this class where the platform itself is the cause.
 */
public final class Reason {
    /** No reason was given, and none is needed. */
    public static final Reason NONE = new Reason("", 0, "", null);
    /** No notifier serves the subscription at present; it waits for one. */
    public static final String PARKED = "parked";
    /** The notifier has the subscription and has not answered yet. */
    public static final String UNANSWERED = "unanswered";
    /** The notifier waits before it tries again, see {@link #retryAt()}. */
    public static final String RETRYING = "retrying";
    /** The subscription ran out without a successful refresh (RFC 6665 section 4.1.2.2). */
    public static final String EXPIRED = "expired";
    /** The notifier failed; the text says how. */
    public static final String ERROR = "error";
    /**
     * A document or NOTIFY about the record had to be refused; the text says with which SIP code, why, and where in it.
     */
    public static final String UNREADABLE = "unreadable";
    /** The presence server has sent no document, and did not confirm the previous one. */
    public static final String NO_DOCUMENT = "no-document";
    /** A limit of the platform was reached; the text says which. */
    public static final String LIMIT = "limit";
    /** The subscription service itself is stopping; subscribe again when it returns. */
    public static final String SERVICE_STOPPED = "service-stopped";

    private final String token;
    private final int code;
    private final String text;
    private final Instant retryAt;

    private Reason(String token, int code, String text, Instant retryAt) {
        this.token = Objects.requireNonNull(token, "token");
        this.code = code;
        this.text = Objects.requireNonNull(text, "text");
        this.retryAt = retryAt;
    }

    /** A reason with a token and an optional text for people. */
    public static Reason of(String token, String text) {
        return new Reason(token, 0, text, null);
    }

    /** A reason that is a SIP answer (RFC 3261 section 21), with {@link #ERROR} as its token. */
    public static Reason ofResponse(int code, String text) {
        return new Reason(ERROR, code, text, null);
    }

    /** The same reason with another token. */
    public Reason withToken(String newToken) {
        return new Reason(newToken, code, text, retryAt);
    }

    /** The same reason with the instant at which the notifier tries again. */
    public Reason withRetryAt(Instant instant) {
        return new Reason(token, code, text, Objects.requireNonNull(instant, "retryAt"));
    }

    /** The event reason or one of the constants above; empty if there is none. */
    public String token() {
        return token;
    }

    /** The SIP status code that the peer answered, or that stands for a local failure (408, 503). */
    public OptionalInt code() {
        return code == 0 ? OptionalInt.empty() : OptionalInt.of(code);
    }

    /** A text for people; empty if there is none. */
    public String text() {
        return text;
    }

    /** When the notifier tries again, if it will. */
    public Optional<Instant> retryAt() {
        return Optional.ofNullable(retryAt);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reason that
                && token.equals(that.token)
                && code == that.code
                && text.equals(that.text)
                && Objects.equals(retryAt, that.retryAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(token, code, text, retryAt);
    }

    /** For example {@code error 503 Service Unavailable, retry at 2026-11-22T10:15:30Z}. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(token);
        if (code != 0) {
            line.append(line.isEmpty() ? "" : " ").append(code);
        }
        if (!text.isEmpty()) {
            line.append(line.isEmpty() ? "" : " ").append(text);
        }
        if (retryAt != null) {
            line.append(line.isEmpty() ? "" : ", ").append("retry at ").append(retryAt);
        }
        return line.toString();
    }
}
