package io.qsa.presence.b2b.internal.machine;

import java.util.OptionalLong;

/** A final answer to a SUBSCRIBE, as far as the machine cares. Immutable. */
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

    /** What stands for an answer that did not come: 408 or 503. */
    public static Answer missing(int code, String phrase) {
        return new Answer(code, phrase, true, OptionalLong.empty(), false);
    }

    /** The same with the one number of seconds that matters for its code: Expires, Min-Expires or Retry-After. */
    public Answer withSeconds(long number) {
        return new Answer(code, phrase, local, OptionalLong.of(number), alternative);
    }

    /** The same when there is another target to ask instead. */
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

    /** Whether it speaks for every place where one could ask (6xx). */
    public boolean isFinalEverywhere() {
        return code >= 600;
    }

    /** Whether no peer has said it. */
    public boolean isMissing() {
        return local;
    }

    /** Whether the endpoint has not even sent the request, because the next hop is down, and says when it will. */
    public boolean isHeldBack() {
        return local && code == 503 && seconds.isPresent();
    }

    /** Whether a redirection has named another target that was not asked yet. */
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
