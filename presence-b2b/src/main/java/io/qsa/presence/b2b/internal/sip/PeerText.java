package io.qsa.presence.b2b.internal.sip;

/** Text of peers that is meant for people. */
final class PeerText {
    private PeerText() {}

    /** The text without control characters; usually the same object. */
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
