package io.qsa.sip.endpoint.internal.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

import io.qsa.sip.SipResponse;

/**
 * To tags of stateless answers: the same for each retransmission of a request (RFC 3261 section 8.2.7), and unpredictable.
 * Immutable.
 */
final class StatelessTags {
    private static final int BYTES = 10;

    private final byte[] secret = new byte[32];

    StatelessTags() {
        new SecureRandom().nextBytes(secret);
    }

    String of(SipResponse response) {
        MessageDigest digest = sha256();
        digest.update(secret);
        add(response.callId(), digest);
        add(response.header("CSeq").orElse(""), digest);
        add(response.header("From").orElse(""), digest);
        add(response.via().branch(), digest);
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    private static void add(String text, MessageDigest digest) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
