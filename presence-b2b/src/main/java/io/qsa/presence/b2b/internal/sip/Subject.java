package io.qsa.presence.b2b.internal.sip;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.qsa.SubscriptionRequest;
import io.qsa.base.media.MediaRanges;
import io.qsa.presence.b2b.internal.event.MediaTypes;
import io.qsa.presence.b2b.internal.event.ServedPackage;
import io.qsa.sip.SipDialog;
import io.qsa.sip.SipRequest;

/** Record, subscriber and event package of a subscription, and its SUBSCRIBEs (RFC 6665 section 4.1.2). Immutable. */
final class Subject {
    private final SubscriptionRequest request;
    private final ServedPackage eventPackage;

    Subject(SubscriptionRequest request, ServedPackage eventPackage) {
        this.request = request;
        this.eventPackage = eventPackage;
    }

    SubscriptionRequest request() {
        return request;
    }

    ServedPackage eventPackage() {
        return eventPackage;
    }

    /** The document types that a NOTIFY may have. */
    List<String> accept() {
        return MediaTypes.accepted(request.accept(), eventPackage);
    }

    String acceptHeader() {
        return request.accept().isEmpty() ? eventPackage.acceptHeader() : String.join(", ", accept());
    }

    /** Whether the body of a NOTIFY has one of these types. */
    boolean accepts(SipRequest notify) {
        return notify.contentType()
                .filter(type -> MediaRanges.accept(accept(), type))
                .isPresent();
    }

    /** The extensions that a NOTIFY requires and the package does not support (RFC 3261 section 8.2.2.3). */
    List<String> unsupported(SipRequest notify) {
        List<String> unsupported = new ArrayList<>(notify.elements("Require"));
        unsupported.removeIf(tag -> eventPackage.supported().stream().anyMatch(tag::equalsIgnoreCase));
        return unsupported;
    }

    boolean isOfEvent(String event, String id) {
        return event.equals(eventPackage.event())
                && id.equals(request.parameters().getOrDefault("id", ""));
    }

    /** A SUBSCRIBE for a new dialog; it is sent to the outbound proxy first, if there is one. */
    SipRequest initial(SipDialog dialog, DialogSettings settings, long expires) {
        SipRequest subscribe = inDialog(dialog, settings, expires);
        return settings.outboundProxy().map(subscribe::withNextHop).orElse(subscribe);
    }

    /** A SUBSCRIBE in its dialog: a refresh or, with 0, the end. */
    SipRequest inDialog(SipDialog dialog, DialogSettings settings, long expires) {
        List<String> fields = new ArrayList<>();
        Collections.addAll(fields, "Event", event(), "Expires", Long.toString(expires), "Accept", acceptHeader());
        if (!eventPackage.supported().isEmpty()) {
            fields.addAll(List.of("Supported", String.join(", ", eventPackage.supported())));
        }
        settings.headers().forEach(header -> header.addTo(fields));
        return dialog.request("SUBSCRIBE", dialog.localCseq(), fields);
    }

    private String event() {
        if (request.parameters().isEmpty()) {
            return eventPackage.event();
        }
        StringBuilder value = new StringBuilder(eventPackage.event());
        for (Map.Entry<String, String> parameter : request.parameters().entrySet()) {
            value.append(';').append(parameter.getKey());
            if (!parameter.getValue().isEmpty()) {
                value.append('=').append(tokenOrQuoted(parameter.getValue()));
            }
        }
        return value.toString();
    }

    private static String tokenOrQuoted(String value) {
        return value.chars().allMatch(Subject::isTokenCharacter)
                ? value
                : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static boolean isTokenCharacter(int c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || "-.!%*_+`'~".indexOf(c) >= 0;
    }
}
