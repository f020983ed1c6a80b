package io.qsa.sip.endpoint.internal.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.qsa.sip.ListeningPoint;
import io.qsa.sip.NameAddress;
import io.qsa.sip.SipMessage;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

/** Adds the header fields that the endpoint is responsible for, and makes the bytes. Safe for any thread. */
final class Completion {
    /** The methods that make or refresh a dialog, so that request and response need a Contact. */
    private static final Set<String> DIALOG_METHODS = Set.of("SUBSCRIBE", "NOTIFY", "REFER", "UPDATE");

    private static final String[] NO_TEXTS = {};

    private final Supplier<String> userAgent;
    private final Supplier<String> allowEvents;
    private final StatelessTags tags = new StatelessTags();

    Completion(Supplier<String> userAgent, Supplier<String> allowEvents) {
        this.userAgent = userAgent;
        this.allowEvents = allowEvents;
    }

    /** The bytes of a request as it leaves from a listening point (RFC 3261 section 8.1.1). */
    byte[] bytesOf(SipRequest request, ListeningPoint point, ListeningPoint contact, String branch) {
        List<String> more = new ArrayList<>(8);
        addIfMissing(more, request, "Max-Forwards", "70");
        if (needsContact(request.method(), request)) {
            Collections.addAll(more, "Contact", contact(contact, isSips(request)));
        }
        if (request.method().equals("SUBSCRIBE")) {
            addIfMissing(more, request, "Allow-Events", allowEvents.get());
        }
        addIfMissing(more, request, "User-Agent", userAgent.get());
        return request.toBytes(new String[] {"Via", via(point, branch)}, more.toArray(NO_TEXTS));
    }

    private static void addIfMissing(List<String> more, SipMessage message, String name, String value) {
        if (!value.isEmpty() && message.header(name).isEmpty()) {
            Collections.addAll(more, name, value);
        }
    }

    /** The bytes of a response as it leaves from a listening point (RFC 3261 section 8.2.6). */
    byte[] bytesOf(SipResponse response, ListeningPoint point, boolean sips) {
        boolean needsTag = response.code() != 100 && response.to().tag().isEmpty();
        SipResponse complete = needsTag ? response.withToTag(tags.of(response)) : response;
        List<String> more = new ArrayList<>(8);
        if (response.isSuccess()) {
            String method = response.cseqMethod();
            if (needsContact(method, response)) {
                Collections.addAll(more, "Contact", contact(point, sips));
            }
            if (method.equals("NOTIFY")) {
                addIfMissing(more, response, "Allow-Events", allowEvents.get());
            }
        }
        addIfMissing(more, response, "Server", userAgent.get());
        return complete.toBytes(NO_TEXTS, more.toArray(NO_TEXTS));
    }

    private static boolean needsContact(String method, SipMessage message) {
        return DIALOG_METHODS.contains(method) && message.header("Contact").isEmpty();
    }

    /** Whether the rules of sips hold for a request: by its URI or its first hop (RFC 3261 section 8.1.1.8). */
    static boolean isSips(SipRequest request) {
        return isSips(request.requestUri())
                || request.header("Route")
                        .map(route -> isSips(NameAddress.parse(route).uri()))
                        .orElse(false);
    }

    /** Whether the answer to a request needs a sips Contact (RFC 3261 section 12.1.1). */
    static boolean wantsSips(SipRequest request) {
        return isSips(request.requestUri())
                || request.header("Record-Route")
                        .or(() -> request.header("Contact"))
                        .map(Completion::isSipsAddress)
                        .orElse(false);
    }

    /** Whether a text is a sips address; text that is none is not, so that the request can still be answered. */
    private static boolean isSipsAddress(String text) {
        try {
            return text.contains("sips:") && isSips(NameAddress.parse(text).uri());
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    static boolean isSips(String uri) {
        return uri.regionMatches(true, 0, "sips:", 0, 5);
    }

    private static String contact(ListeningPoint point, boolean sips) {
        return "<" + (sips && point.isSecure() ? point.sipsUri() : point.uri()) + ">";
    }

    private static String via(ListeningPoint point, String branch) {
        return "SIP/2.0/" + protocol(point) + " " + point.host() + ":" + point.port() + ";rport;branch=" + branch;
    }

    private static String protocol(ListeningPoint point) {
        return switch (point.transport()) {
            case "udp" -> "UDP";
            case "tcp" -> "TCP";
            default -> "TLS";
        };
    }
}
