package io.qsa.sip.endpoint.internal.digest;

/** Server or proxy: the sender of a challenge, and its header fields (RFC 3261 section 22). */
enum Challenger {
    SERVER("WWW-Authenticate", "Authorization", "Authentication-Info"),
    PROXY("Proxy-Authenticate", "Proxy-Authorization", "Proxy-Authentication-Info");

    private final String challengeHeader;
    private final String answerHeader;
    private final String infoHeader;

    Challenger(String challengeHeader, String answerHeader, String infoHeader) {
        this.challengeHeader = challengeHeader;
        this.answerHeader = answerHeader;
        this.infoHeader = infoHeader;
    }

    String challengeHeader() {
        return challengeHeader;
    }

    String answerHeader() {
        return answerHeader;
    }

    String infoHeader() {
        return infoHeader;
    }
}
