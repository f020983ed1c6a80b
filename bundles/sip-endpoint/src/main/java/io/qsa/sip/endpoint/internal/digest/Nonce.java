package io.qsa.sip.endpoint.internal.digest;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

import io.qsa.sip.SipIds;
import io.qsa.sip.digest.AuthHeader;
import io.qsa.sip.digest.HashFunction;

/** A challenge in use: each answer to it counts (RFC 7616 section 3.4). Safe for any thread. */
final class Nonce {
    private final Challenge challenge;
    private final Account account;
    private final String cnonce;
    private final AtomicInteger uses = new AtomicInteger();

    Nonce(Challenge challenge, Account account) {
        this(challenge, account, SipIds.tag());
    }

    /** @param cnonce stays as long as the nonce, since the key of a {@code -sess} algorithm is made with it */
    Nonce(Challenge challenge, Account account, String cnonce) {
        this.challenge = challenge;
        this.account = account;
        this.cnonce = cnonce;
    }

    Challenge challenge() {
        return challenge;
    }

    Space space() {
        return challenge.space();
    }

    /** The value of the next answer, for a request with this method and Request-URI. */
    String answer(String method, String uri) {
        String count = HexFormat.of().toHexDigits(uses.incrementAndGet());
        StringBuilder answer = new StringBuilder(256)
                .append("Digest username=")
                .append(AuthHeader.quote(account.username()))
                .append(", realm=")
                .append(AuthHeader.quote(challenge.realm()))
                .append(", nonce=")
                .append(AuthHeader.quote(challenge.nonce()))
                .append(", uri=")
                .append(AuthHeader.quote(uri))
                .append(", response=\"")
                .append(response(count, method, uri))
                .append("\", algorithm=")
                .append(challenge.algorithm());
        challenge.opaque().ifPresent(opaque -> answer.append(", opaque=").append(AuthHeader.quote(opaque)));
        if (challenge.isProtected()) {
            answer.append(", cnonce=\"" + cnonce + "\", qop=auth, nc=" + count);
        }
        return answer.toString();
    }

    private String response(String count, String method, String uri) {
        HashFunction hash = challenge.algorithm().hash();
        String ha1 = account.ha1(hash);
        if (challenge.algorithm().isSession()) {
            ha1 = hash.of(ha1, challenge.nonce(), cnonce);
        }
        String ha2 = hash.of(method, uri);
        return challenge.isProtected()
                ? hash.of(ha1, challenge.nonce(), count, cnonce, "auth", ha2)
                : hash.of(ha1, challenge.nonce(), ha2);
    }
}
