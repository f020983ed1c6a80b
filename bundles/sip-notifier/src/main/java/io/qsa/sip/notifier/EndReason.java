package io.qsa.sip.notifier;

/** Why a subscription ends with a last NOTIFY (RFC 6665 section 4.1.3). */
enum EndReason {
    /** It has expired, the watcher has ended it, or it was a fetch (Expires: 0). */
    TIMEOUT("timeout"),
    /** The notifier stops; the watcher should subscribe again at once. */
    DEACTIVATED("deactivated"),
    /** The watcher may not, or no longer, see the status. */
    REJECTED("rejected"),
    /** The watcher has been pending for too long. */
    GIVEUP("giveup"),
    /** The resource does not exist any more. */
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
