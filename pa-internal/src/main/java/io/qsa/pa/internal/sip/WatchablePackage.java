package io.qsa.pa.internal.sip;

import java.util.Arrays;
import java.util.Optional;

import io.qsa.presence.PresenceInfo;
import io.qsa.presence.winfo.WatcherInfo;

/** The event packages that SIP watchers may subscribe to. */
enum WatchablePackage {
    /** RFC 3856. */
    PRESENCE("presence", PresenceInfo.CONTENT_TYPE),
    /** RFC 3857. */
    WATCHER_INFORMATION(WatcherInfo.PACKAGE, WatcherInfo.CONTENT_TYPE);

    private final String token;
    private final String contentType;

    WatchablePackage(String token, String contentType) {
        this.token = token;
        this.contentType = contentType;
    }

    /** The package of an Event header. */
    static Optional<WatchablePackage> named(String token) {
        return Arrays.stream(values())
                .filter(known -> known.token.equals(token))
                .findFirst();
    }

    /** One shared text for all Event headers without parameters; any other header as it is. */
    static String shared(String event) {
        return named(event).map(WatchablePackage::token).orElse(event);
    }

    String token() {
        return token;
    }

    /** The type of the body of a NOTIFY. */
    String contentType() {
        return contentType;
    }

    /** Whether a subscription survives a restart. Not if its documents are numbered, because the numbers are not stored. */
    boolean outlivesRestart() {
        return this == PRESENCE;
    }

    /** Makes the bodies of the NOTIFYs of one subscription. */
    NotifyBody newBody() {
        return switch (this) {
            case PRESENCE -> NotifyBody.WHOLE;
            case WATCHER_INFORMATION -> new WatcherInfoBody();
        };
    }
}
