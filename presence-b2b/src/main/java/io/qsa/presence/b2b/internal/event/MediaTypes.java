package io.qsa.presence.b2b.internal.event;

import java.util.ArrayList;
import java.util.List;

import io.qsa.base.media.MediaRanges;

/** The document types that a subscription accepts. */
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
        if (MediaRanges.accept(byApplication, mandatory)) {
            return byApplication;
        }
        List<String> types = new ArrayList<>(byApplication);
        types.add(mandatory);
        return List.copyOf(types);
    }
}
