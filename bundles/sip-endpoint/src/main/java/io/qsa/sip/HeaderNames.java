package io.qsa.sip;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names of header fields: their usual spelling, their compact forms, and which of them may stand only once. */
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
    /** Names by their length and first letter; where two are alike in both, one of them. */
    private static final String[] USUAL = new String[1024];

    static {
        for (String name : SINGLE) {
            BITS.put(name, 1 << BITS.size());
            learn(name, name);
        }
        REPEATED.forEach(name -> learn(name, name));
        COMPACT.forEach(HeaderNames::learn);
    }

    private HeaderNames() {}

    private static void learn(String written, String name) {
        KNOWN.put(written, name);
        USUAL[place(name.charAt(0), name.length())] = name;
        KNOWN.put(written.toLowerCase(Locale.ROOT), name);
    }

    /** The usual spelling of the name between two places, compact or not; one that is not known stays as it is. */
    static String canonical(String text, int start, int end) {
        String likely = USUAL[place(text.charAt(start), end - start)];
        return likely != null && likely.length() == end - start && text.startsWith(likely, start)
                ? likely
                : canonical(text.substring(start, end));
    }

    private static int place(char first, int length) {
        return (first & 0x1f | length << 5) & USUAL.length - 1;
    }

    /** The same for a name alone. */
    static String canonical(String written) {
        String name = KNOWN.get(written);
        return name != null ? name : KNOWN.getOrDefault(written.toLowerCase(Locale.ROOT), written);
    }

    /** A bit of its own for each name that may stand only once; 0 for the others. Takes the usual spelling. */
    static int singleBit(String canonical) {
        return BITS.getOrDefault(canonical, 0);
    }
}
