package io.qsa.sip;

/**
 * Texts that many dialogs have in common, such as the Contact of a server, so that they keep one of them. It has a bound,
 * and may forget. Safe for any thread: each may replace one text by another at any time.
 */
final class SharedTexts {
    private static final int PLACES = 256;
    /** Longer ones are kept by who needs them, and by nobody else. */
    private static final int LONGEST = 256;

    private static final String[] TEXTS = new String[PLACES];

    private SharedTexts() {}

    /** The same text, if possible the same object as before. */
    static String shared(String text) {
        int place = (text.hashCode() ^ text.hashCode() >>> 16) & PLACES - 1;
        String known = TEXTS[place];
        if (text.equals(known)) {
            return known;
        }
        if (text.length() <= LONGEST) {
            TEXTS[place] = text;
        }
        return text;
    }
}
