package io.qsa.presence.b2b.internal.sip;

/** What peers write for people. */
final class PeerText {
    private PeerText() {}

    /** The text without control characters; mostly the same. */
    static String printable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return text.replaceAll("\\p{Cntrl}", "?");
            }
        }
        return text;
    }

    private static boolean isControl(char c) {
        return c < ' ' || c == 127;
    }
}
