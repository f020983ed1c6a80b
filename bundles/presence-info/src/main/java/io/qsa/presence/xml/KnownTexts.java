package io.qsa.presence.xml;

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
    String find(char[] source, int from, int to, int hash) {
        int place = (hash ^ hash >>> 16) & PLACES - 1;
        String known = texts[place];
        if (known != null && isSame(known, source, from, to)) {
            return known;
        }
        String text = new String(source, from, to - from);
        if (text.length() <= LONGEST) {
            texts[place] = text;
        }
        return text;
    }

    private static boolean isSame(String known, char[] source, int from, int to) {
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
