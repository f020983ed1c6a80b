package io.qsa.sip;

import java.security.SecureRandom;

/** Random identifiers that nobody can guess: Call-IDs, tags and branches (RFC 3261 section 19.3). */
public final class SipIds {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuv";

    private SipIds() {}

    /** A tag with 80 random bits. */
    public static String tag() {
        return random(16);
    }

    /** A Call-ID with 120 random bits; it tells nothing of this host. */
    public static String callId() {
        return random(24);
    }

    /** The branch of a Via header (RFC 3261 section 8.1.1.7). */
    public static String branch() {
        return "z9hG4bK" + random(16);
    }

    private static String random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        StringBuilder id = new StringBuilder(length);
        for (byte b : bytes) {
            id.append(DIGITS.charAt(b & 31));
        }
        return id.toString();
    }
}
