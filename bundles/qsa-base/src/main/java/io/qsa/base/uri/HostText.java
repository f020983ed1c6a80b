package io.qsa.base.uri;

import java.net.IDN;
import java.util.Locale;

/** The canonical spelling of hosts: in lower case, IDN as A-labels, without a final dot. */
final class HostText {
    /** Characters for which IDNA 2003 and IDNA 2008 give different names, so the host would be ambiguous. */
    private static final String AMBIGUOUS = "\u00df\u03c2\u200c\u200d";

    private HostText() {}

    /** @throws IllegalArgumentException if it is not a host */
    static String canonical(String host) {
        String ascii = isAscii(host) ? host : asciiOf(host);
        String name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
        if (name.isEmpty() || !isHost(name)) {
            throw new IllegalArgumentException("no host");
        }
        return name.toLowerCase(Locale.ROOT);
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    private static String asciiOf(String host) {
        if (host.chars().anyMatch(c -> AMBIGUOUS.indexOf(c) >= 0)) {
            throw new IllegalArgumentException("ambiguous in IDNA");
        }
        return IDN.toASCII(host);
    }

    private static boolean isHost(String name) {
        boolean isAddress = name.startsWith("[") && name.length() > 2 && name.endsWith("]");
        for (int i = isAddress ? 1 : 0; i < name.length() - (isAddress ? 1 : 0); i++) {
            char c = name.charAt(i);
            boolean isOfName = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.';
            if (!isOfName && !(isAddress ? c == ':' || c == '%' : c == '-' || c == '_')) {
                return false;
            }
        }
        return true;
    }
}
