package io.qsa.pa.internal.sip;

import java.util.Arrays;
import java.util.Optional;

import io.qsa.presence.PresenceInfo;
import io.qsa.presence.winfo.WatcherInfo;

/** What may be subscribed to. */
enum EventPackage {
    /** RFC 3856. */
    PRESENCE("presence", PresenceInfo.CONTENT_TYPE),
    /** RFC 3857. */
    WATCHER_INFORMATION(WatcherInfo.PACKAGE, WatcherInfo.CONTENT_TYPE);

    private final String token;
    private final String contentType;

    EventPackage(String token, String contentType) {
        this.token = token;
        this.contentType = contentType;
    }

    /** The package of an Event header. */
    static Optional<EventPackage> named(String token) {
        return Arrays.stream(values())
                .filter(known -> known.token.equals(token))
                .findFirst();
    }

    /** An Event header without parameters as one text for all who have it, any other one as it is. */
    static String shared(String event) {
        return named(event).map(EventPackage::token).orElse(event);
    }

    String token() {
        return token;
    }

    /** Of what a NOTIFY holds. */
    String contentType() {
        return contentType;
    }

    /** Whether a subscription may go on after a restart: not if its documents are numbered, for that would begin anew. */
    boolean outlivesRestart() {
        return this == PRESENCE;
    }

    /** What the NOTIFYs of one subscription hold. */
    NotifyBody newBody() {
        return switch (this) {
            case PRESENCE -> NotifyBody.WHOLE;
            case WATCHER_INFORMATION -> new WatcherInfoBody();
        };
    }
}
