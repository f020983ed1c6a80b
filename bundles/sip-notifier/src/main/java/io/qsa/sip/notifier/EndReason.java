package io.qsa.sip.notifier;

/** Why a subscription ends with a last NOTIFY (RFC 6665 section 4.1.3). */
enum EndReason {
    /** It has lapsed, or the watcher has ended it, or it asked for the status once. */
    TIMEOUT("timeout"),
    /** The notifier goes; the watcher may subscribe elsewhere at once. */
    DEACTIVATED("deactivated"),
    /** The watcher may not see the status, or no more. */
    REJECTED("rejected"),
    /** Nobody has decided for too long. */
    GIVEUP("giveup"),
    /** There is no such resource any more. */
    NORESOURCE("noresource");

    private final String token;

    EndReason(String token) {
        this.token = token;
    }

    /** The value of the parameter {@code reason}. */
    String token() {
        return token;
    }
}
