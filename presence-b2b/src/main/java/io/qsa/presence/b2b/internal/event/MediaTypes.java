package io.qsa.presence.b2b.internal.event;

import java.util.ArrayList;
import java.util.List;

/** Which document types a subscription takes. */
public final class MediaTypes {
    private MediaTypes() {}

    /**
     * The types of the Accept header: those of the application or, if it names none, those of the package. The type
     * that is mandatory for the package is always among them (RFC 3856 section 6.7).
     */
    public static List<String> accepted(List<String> byApplication, ServedPackage eventPackage) {
        if (byApplication.isEmpty()) {
            return eventPackage.accept();
        }
        String mandatory = eventPackage.accept().get(0);
        if (matches(mandatory, byApplication)) {
            return byApplication;
        }
        List<String> types = new ArrayList<>(byApplication);
        types.add(mandatory);
        return List.copyOf(types);
    }

    /** Whether a Content-Type, with or without parameters, is one of these types or in one of these ranges. */
    public static boolean matches(String contentType, List<String> types) {
        int semicolon = contentType.indexOf(';');
        String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).trim();
        for (String range : types) {
            if (inRange(type, range)) {
                return true;
            }
        }
        return false;
    }

    private static boolean inRange(String type, String range) {
        if (range.equals("*/*") || range.equalsIgnoreCase(type)) {
            return true;
        }
        int length = range.length() - 1;
        return range.endsWith("/*") && type.regionMatches(true, 0, range, 0, length);
    }
}
