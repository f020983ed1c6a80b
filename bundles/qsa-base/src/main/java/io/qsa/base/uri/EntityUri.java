package io.qsa.base.uri;

import java.util.Locale;
import java.util.Set;

import io.qsa.base.text.LogText;

/** Compares the URIs of presentities (RFC 3261 section 19.1.4, RFC 3859, RFC 3966 section 4). */
public final class EntityUri {
    private static final Set<String> WITH_HOST = Set.of("sip", "sips", "pres");
    /** How many characters of a wrong URI a message shows. */
    private static final int MAX_SHOWN = 80;

    private EntityUri() {}

    /**
     * Equal for URIs that name the same presentity: scheme and parameters of a URI with a host do not matter, nor the
     * case of the host, nor the visual separators of a telephone number.
     */
    public static String key(String uri) {
        int colon = uri.indexOf(':');
        String scheme = colon < 0 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = uri.substring(colon + 1);
        if (rest.isEmpty() || !isPlain(rest)) {
            throw refused(uri);
        }
        if (scheme.equals("tel")) {
            return "tel:" + withoutParameters(rest).replaceAll("[-.()]", "").toLowerCase(Locale.ROOT);
        }
        if (!WITH_HOST.contains(scheme)) {
            throw refused(uri);
        }
        int at = rest.lastIndexOf('@');
        String host = withoutParameters(rest.substring(at + 1)).toLowerCase(Locale.ROOT);
        if (host.isEmpty()) {
            throw refused(uri);
        }
        return rest.substring(0, at + 1) + host;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 127 || c == '<' || c == '>' || c == '"') {
                return false;
            }
        }
        return true;
    }

    /** The host of a URI, without a port; empty if it has none. */
    public static String domain(String uri) {
        String key = key(uri);
        String host = key.substring(key.lastIndexOf('@') + 1);
        return key.startsWith("tel:") ? "" : host.replaceFirst(":[0-9]*$", "");
    }

    /** Whether a URI can have a status. */
    public static boolean isEntity(String uri) {
        try {
            return !key(uri).isEmpty();
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    private static String withoutParameters(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) != ';' && text.charAt(end) != '?') {
            end++;
        }
        return text.substring(0, end);
    }

    private static IllegalArgumentException refused(String uri) {
        return new IllegalArgumentException(
                "entity is no sip, sips, pres or tel URI: '" + LogText.of(uri, MAX_SHOWN) + "'");
    }
}
