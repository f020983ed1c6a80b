package io.qsa.sip;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Random identifiers that cannot be guessed: Call-IDs, tags and branches (RFC 3261 section 19.3). Safe for any thread. A call
 * of the generator is expensive however few bits it returns, so each call gets many.
 */
public final class SipIds {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] DIGITS = "0123456789abcdefghijklmnopqrstuv".getBytes(StandardCharsets.US_ASCII);
    private static final int BITS_OF_DIGIT = 5;
    /** Digits that are made in one step; together they use all bits of a whole number of bytes. */
    private static final int DIGITS_AT_ONCE = 8;

    private static final int BYTES_AT_ONCE = 5;
    private static final byte[] COOKIE = "z9hG4bK".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = {};
    private static volatile Stock stock = new Stock();

    private SipIds() {}

    /** A tag with 80 random bits. */
    public static String tag() {
        return random(NOTHING, 16);
    }

    /** A Call-ID with 120 random bits; it reveals nothing about this host. */
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

    /** Random bytes, each of which is used once. */
    private static final class Stock {
        private final byte[] bytes = new byte[2048];
        private final AtomicInteger taken = new AtomicInteger();

        Stock() {
            RANDOM.nextBytes(bytes);
        }

        /** Fills the text from {@code start} on with random digits, a multiple of 8; returns whether enough bytes were left. */
        boolean take(byte[] text, int start) {
            int needed = (text.length - start) / DIGITS_AT_ONCE * BYTES_AT_ONCE;
            int from = taken.getAndAdd(needed);
            if (from + needed > bytes.length) {
                return false;
            }
            for (int i = start; i < text.length; i += DIGITS_AT_ONCE, from += BYTES_AT_ONCE) {
                write(from, text, i);
            }
            return true;
        }

        private void write(int from, byte[] text, int start) {
            long bits = 0;
            for (int i = 0; i < BYTES_AT_ONCE; i++) {
                bits = bits << Byte.SIZE | bytes[from + i] & 0xff;
            }
            for (int i = 0; i < DIGITS_AT_ONCE; i++) {
                text[start + i] = DIGITS[(int) (bits >>> BITS_OF_DIGIT * i) & 31];
            }
        }
    }
}
