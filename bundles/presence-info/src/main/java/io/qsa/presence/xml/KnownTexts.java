package io.qsa.presence.xml;

import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * Texts that documents have in common, so that each is made once: names, namespaces. Safe for any thread: each may
 * replace one text by another at any time.
 */
final class KnownTexts {
    private static final int PLACES = 512;
    /** Longer ones are no names that are met again. */
    private static final int LONGEST = 128;

    private final Known[] places = new Known[PLACES];

    /** A text and the bytes it was made of. Immutable. */
    private record Known(byte[] bytes, String text) {
        boolean isBetween(byte[] source, int from, int to) {
            if (bytes.length != to - from) {
                return false;
            }
            int i = 0;
            while (i < bytes.length && bytes[i] == source[from + i]) {
                i++;
            }
            return i == bytes.length;
        }
    }

    /** The text between two places, which are not the same. */
    String find(byte[] source, int from, int to, Charset charset) {
        int place = place(source, from, to);
        Known known = places[place];
        if (known != null && known.isBetween(source, from, to)) {
            return known.text;
        }
        String text = new String(source, from, to - from, charset);
        if (text.length() <= LONGEST) {
            places[place] = new Known(Arrays.copyOfRange(source, from, to), text);
        }
        return text;
    }

    /** From its length and three of its bytes: enough to distinguish most names, at the same cost for each of them. */
    private static int place(byte[] source, int from, int to) {
        int hash = 31 * (31 * (31 * source[from] + source[from + to >>> 1]) + source[to - 1]) + to - from;
        return (hash ^ hash >>> 9) & PLACES - 1;
    }
}
