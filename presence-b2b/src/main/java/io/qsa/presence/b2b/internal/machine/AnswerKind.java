package io.qsa.presence.b2b.internal.machine;

/** The meaning of a final response to a SUBSCRIBE (RFC 3261 section 21, RFC 6665 sections 4.1.2 and 8.3). */
public enum AnswerKind {
    /** 200, 202 and every other 2xx: there is a subscription, and a NOTIFY follows. */
    ACCEPTED,
    /** 204: there is a subscription, and to a refresh no NOTIFY follows (RFC 5839 section 3). */
    ACCEPTED_SILENTLY,
    /** 300, 301, 302: try the Contacts. */
    REDIRECTED,
    /** 423: try again with a longer expiry. */
    TOO_BRIEF,
    /** 481: the dialog that was refreshed does not exist. */
    NO_DIALOG,
    /** Asking the same again is useless until the settings change. */
    PERMANENT,
    /** It may be different later. */
    TEMPORARY;

    /** Classifies a final status code. */
    public static AnswerKind of(int code) {
        if (code < 200 || code > 699) {
            throw new IllegalStateException("no final status code: " + code);
        }
        return switch (code) {
            case 204 -> ACCEPTED_SILENTLY;
            case 300, 301, 302 -> REDIRECTED;
            case 406, 415, 420, 421, 489 -> PERMANENT;
            case 423 -> TOO_BRIEF;
            case 481 -> NO_DIALOG;
            default -> code < 300 ? ACCEPTED : TEMPORARY;
        };
    }

    /** Whether this answer to a refresh ends the subscription (RFC 6665 section 4.1.2.2). */
    public static boolean endsSubscription(int code) {
        return switch (code) {
            case 404, 405, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604 -> true;
            default -> false;
        };
    }

    /** Whether it reports a loop in the routing of requests, which an operator must repair. */
    public static boolean isLoop(int code) {
        return code == 482 || code == 483;
    }
}
