package io.qsa.sip;

/**
 * A bounded cache of texts that many dialogs have in common, such as the Contact of a server, so that they share one object.
 * An entry may be replaced at any time. Safe for any thread.
 */
final class SharedTexts {
    private static final int PLACES = 256;
    /** Longer texts are not shared. */
    private static final int LONGEST = 256;

    private static final String[] TEXTS = new String[PLACES];

    private SharedTexts() {}

    /** An equal text, if possible the same object as in an earlier call. */
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
