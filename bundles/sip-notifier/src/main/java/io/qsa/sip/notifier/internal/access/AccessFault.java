package io.qsa.sip.notifier.internal.access;

/** Why a sender is not admitted; a later one means that more of its credentials was right. */
public enum AccessFault {
    /** Normal once; a sender who stays with it never answers. */
    NO_CREDENTIALS("does not answer the challenge. Many a phone gives up if an algorithm in it is not known; then set"
            + " algorithms = MD5 for its user"),
    INCOMPLETE("sends credentials without qop=auth, or without another parameter that is needed"),
    OTHER_ALGORITHM("answers with an algorithm that it is not offered"),
    OTHER_URI("sends credentials for another Request-URI than that of its request, which a proxy may have changed"),
    UNKNOWN_USER("sends a user name that is not known, or that has no hash of this algorithm in .ha1"),
    WRONG_PASSWORD("sends a wrong password"),
    /** Normal: the client tries again with the new nonce. */
    STALE("sends a nonce that is too old"),
    OTHER_IDENTITY(
            "proves another identity than that in From, or in a PUBLISH than the Request-URI; see uris of its user");

    private final String text;

    AccessFault(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
