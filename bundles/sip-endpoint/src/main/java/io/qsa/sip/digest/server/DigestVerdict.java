package io.qsa.sip.digest.server;

import java.util.Optional;

import io.qsa.sip.SipResponse;

/** Either who has sent a request, or the challenge that answers it. Immutable. */
public final class DigestVerdict {
    private final Optional<String> username;
    private final Optional<SipResponse> challenge;

    private DigestVerdict(Optional<String> username, Optional<SipResponse> challenge) {
        this.username = username;
        this.challenge = challenge;
    }

    static DigestVerdict accepted(String username) {
        return new DigestVerdict(Optional.of(username), Optional.empty());
    }

    static DigestVerdict challenged(SipResponse challenge) {
        return new DigestVerdict(Optional.empty(), Optional.of(challenge));
    }

    /** The user, if the request is his. */
    public Optional<String> username() {
        return username;
    }

    /** The 401 that asks for credentials, if there were none that are right. */
    public Optional<SipResponse> challenge() {
        return challenge;
    }
}
