package io.qsa.sip;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names of header fields: their usual spelling, their compact forms, and which of them may occur only once. */
final class HeaderNames {
    /** At most 32, one bit each. */
    private static final List<String> SINGLE = List.of(
            "From",
            "To",
            "Call-ID",
            "CSeq",
            "Content-Length",
            "Content-Type",
            "Max-Forwards",
            "Expires",
            "Min-Expires",
            "Event",
            "Subscription-State",
            "SIP-ETag",
            "SIP-If-Match",
            "Retry-After");

    private static final List<String> REPEATED = List.of(
            "Via",
            "Contact",
            "Route",
            "Record-Route",
            "Accept",
            "Allow",
            "Allow-Events",
            "Supported",
            "Require",
            "Unsupported",
            "Content-Encoding",
            "WWW-Authenticate",
            "Proxy-Authenticate",
            "Authorization",
            "Proxy-Authorization",
            "User-Agent",
            "Server");

    /** RFC 3261 section 7.3.3, RFC 6665 section 8.2. */
    private static final Map<String, String> COMPACT = Map.ofEntries(
            Map.entry("c", "Content-Type"),
            Map.entry("e", "Content-Encoding"),
            Map.entry("f", "From"),
            Map.entry("i", "Call-ID"),
            Map.entry("k", "Supported"),
            Map.entry("l", "Content-Length"),
            Map.entry("m", "Contact"),
            Map.entry("o", "Event"),
            Map.entry("s", "Subject"),
            Map.entry("t", "To"),
            Map.entry("u", "Allow-Events"),
            Map.entry("v", "Via"));

    private static final Map<String, String> KNOWN = new HashMap<>();
    private static final Map<String, Integer> BITS = new HashMap<>();
    /** Names by a hash of length, first and last letter; of two names with one hash, one is here and the other is looked up. */
    private static final String[] USUAL = new String[512];
    /** The bit of each name of {@code USUAL}, see {@link #singleBit}. */
    private static final int[] USUAL_BITS = new int[USUAL.length];

    static {
        for (String name : SINGLE) {
            BITS.put(name, 1 << BITS.size());
            learn(name, name);
        }
        REPEATED.forEach(name -> learn(name, name));
        COMPACT.forEach((compact, name) -> {
            learn(name, name);
            learn(compact, name);
        });
    }

    private HeaderNames() {}

    private static void learn(String written, String name) {
        KNOWN.put(written, name);
        KNOWN.put(written.toLowerCase(Locale.ROOT), name);
        int place = place(name);
        USUAL[place] = name;
        USUAL_BITS[place] = BITS.getOrDefault(name, 0);
    }

    /** The usual spelling of the name in a range of bytes, compact or not; an unknown name is returned as written. */
    static String canonical(byte[] source, int start, int end) {
        String likely = USUAL[place(source[start], source[end - 1], end - start)];
        return likely != null && isSame(likely, source, start, end)
                ? likely
                : canonical(new String(source, start, end - start, StandardCharsets.ISO_8859_1));
    }

    private static boolean isSame(String name, byte[] source, int start, int end) {
        if (name.length() != end - start) {
            return false;
        }
        int i = 0;
        while (i < name.length() && name.charAt(i) == source[start + i]) {
            i++;
        }
        return i == name.length();
    }

    private static int place(String name) {
        return name.isEmpty() ? 0 : place(name.charAt(0), name.charAt(name.length() - 1), name.length());
    }

    private static int place(int first, int last, int length) {
        return 2 * first + 21 * last + length & USUAL.length - 1;
    }

    /** The same for a name that is a text. */
    static String canonical(String written) {
        String known = known(written);
        return known == null ? written : known;
    }

    /** The usual spelling of a name, always the same object; null for an unknown name. */
    static String known(String written) {
        String likely = USUAL[place(written)];
        if (likely == written) {
            return likely;
        }
        String name = KNOWN.get(written);
        return name != null ? name : KNOWN.get(written.toLowerCase(Locale.ROOT));
    }

    /** A different bit for each name that may occur only once; 0 for the others. The name is in its usual spelling. */
    static int singleBit(String canonical) {
        int place = place(canonical);
        return USUAL[place] == canonical ? USUAL_BITS[place] : BITS.getOrDefault(canonical, 0);
    }
}
