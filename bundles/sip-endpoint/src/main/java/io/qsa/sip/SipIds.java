package io.qsa.sip;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Random identifiers that nobody can guess: Call-IDs, tags and branches (RFC 3261 section 19.3). Safe for any thread. To
 * ask the generator costs more than the bits that it gives, so it is asked for many at a time.
 */
public final class SipIds {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] DIGITS = "0123456789abcdefghijklmnopqrstuv".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COOKIE = "z9hG4bK".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = {};
    private static volatile Stock stock = new Stock();

    private SipIds() {}

    /** A tag with 80 random bits. */
    public static String tag() {
        return random(NOTHING, 16);
    }

    /** A Call-ID with 120 random bits; it tells nothing of this host. */
    public static String callId() {
        return random(NOTHING, 24);
    }

    /** The branch of a Via header with 80 random bits (RFC 3261 section 8.1.1.7). */
    public static String branch() {
        return random(COOKIE, 16);
    }

    private static String random(byte[] prefix, int length) {
        byte[] id = Arrays.copyOf(prefix, prefix.length + length);
        while (!stock.take(id, prefix.length)) {
            stock = new Stock();
        }
        return new String(id, StandardCharsets.ISO_8859_1);
    }

    /** Random bytes, each of which is given out once. */
    private static final class Stock {
        private final byte[] bytes = new byte[2048];
        private final AtomicInteger taken = new AtomicInteger();

        Stock() {
            RANDOM.nextBytes(bytes);
        }

        /** Fills the text from a place on with random digits; tells whether there were enough left. */
        boolean take(byte[] text, int start) {
            int count = text.length - start;
            int from = taken.getAndAdd(count);
            if (from + count > bytes.length) {
                return false;
            }
            for (int i = 0; i < count; i++) {
                text[start + i] = DIGITS[bytes[from + i] & 31];
            }
            return true;
        }
    }
}
