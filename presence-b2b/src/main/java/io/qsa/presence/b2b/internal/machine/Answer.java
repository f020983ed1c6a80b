package io.qsa.presence.b2b.internal.machine;

import java.util.OptionalLong;

/** The parts of a final answer to a SUBSCRIBE that the machine needs. Immutable. */
public final class Answer {
    private final int code;
    private final String phrase;
    private final boolean local;
    private final OptionalLong seconds;
    private final boolean alternative;

    private Answer(int code, String phrase, boolean local, OptionalLong seconds, boolean alternative) {
        this.code = code;
        this.phrase = phrase;
        this.local = local;
        this.seconds = seconds;
        this.alternative = alternative;
    }

    /** An answer of the peer with nothing but a status. */
    public static Answer of(int code, String phrase) {
        return new Answer(code, phrase, false, OptionalLong.empty(), false);
    }

    /** The response that the endpoint makes when none arrived: 408 or 503. */
    public static Answer missing(int code, String phrase) {
        return new Answer(code, phrase, true, OptionalLong.empty(), false);
    }

    /** The same with the one number of seconds that matters for its code: Expires, Min-Expires or Retry-After. */
    public Answer withSeconds(long number) {
        return new Answer(code, phrase, local, OptionalLong.of(number), alternative);
    }

    /** The same with another target to try. */
    public Answer withAlternative() {
        return new Answer(code, phrase, local, seconds, true);
    }

    public int code() {
        return code;
    }

    /** Free of control characters. */
    public String phrase() {
        return phrase;
    }

    public AnswerKind kind() {
        return AnswerKind.of(code);
    }

    public boolean isRedirection() {
        return kind() == AnswerKind.REDIRECTED;
    }

    /** Whether it holds for every other target, too (6xx). */
    public boolean isFinalEverywhere() {
        return code >= 600;
    }

    /** Whether the endpoint made it because no response arrived. */
    public boolean isMissing() {
        return local;
    }

    /**
     * Whether the endpoint did not send the request, because the next hop is down; Retry-After has the time of the next
     * attempt.
     */
    public boolean isHeldBack() {
        return local && code == 503 && seconds.isPresent();
    }

    /** Whether a redirection has named a target that was not tried yet. */
    public boolean hasAlternative() {
        return alternative;
    }

    /** The Expires of a 2xx. */
    public OptionalLong expires() {
        return kind() == AnswerKind.ACCEPTED ? seconds : OptionalLong.empty();
    }

    /** The Min-Expires of a 423. */
    public OptionalLong minExpires() {
        return kind() == AnswerKind.TOO_BRIEF ? seconds : OptionalLong.empty();
    }

    /** The Retry-After of any other answer. */
    public OptionalLong retryAfter() {
        return code < 300 || kind() == AnswerKind.TOO_BRIEF ? OptionalLong.empty() : seconds;
    }
}
