package io.qsa.presence.xml;

import java.nio.charset.Charset;

/**
 * Texts that documents have in common, so that each is made once: names, namespaces. Safe for any thread: each may
 * replace one text by another at any time.
 */
final class KnownTexts {
    private static final int PLACES = 512;
    /** Longer ones are no names that are met again. */
    private static final int LONGEST = 128;

    private final String[] texts = new String[PLACES];

    /** The text between two places that has this hash. */
    String find(byte[] source, int from, int to, int hash, Charset charset) {
        int place = (hash ^ hash >>> 16) & PLACES - 1;
        String known = texts[place];
        if (known != null && isSame(known, source, from, to)) {
            return known;
        }
        String text = new String(source, from, to - from, charset);
        if (text.length() <= LONGEST) {
            texts[place] = text;
        }
        return text;
    }

    /** Whether a text is what these bytes mean, which is certain only if they are ASCII. */
    private static boolean isSame(String known, byte[] source, int from, int to) {
        if (known.length() != to - from) {
            return false;
        }
        int i = 0;
        while (i < known.length() && known.charAt(i) == source[from + i]) {
            i++;
        }
        return i == known.length();
    }
}
