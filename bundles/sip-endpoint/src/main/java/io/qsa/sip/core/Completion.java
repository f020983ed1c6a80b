package io.qsa.sip.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.qsa.sip.ListeningPoint;
import io.qsa.sip.NameAddress;
import io.qsa.sip.SipIds;
import io.qsa.sip.SipMessage;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

/** Adds what the endpoint alone knows to a message that is to be sent. Safe for any thread. */
final class Completion {
    /** The methods that make or refresh a dialog, so that both sides say where they are. */
    private static final Set<String> DIALOG_METHODS = Set.of("SUBSCRIBE", "NOTIFY", "REFER", "UPDATE");

    private final Supplier<String> userAgent;
    private final Supplier<String> allowEvents;

    Completion(Supplier<String> userAgent, Supplier<String> allowEvents) {
        this.userAgent = userAgent;
        this.allowEvents = allowEvents;
    }

    /** The request as it leaves from a listening point (RFC 3261 section 8.1.1). */
    SipRequest of(SipRequest request, ListeningPoint point, String branch) {
        List<String> more = new ArrayList<>(8);
        if (request.header("Max-Forwards").isEmpty()) {
            more.addAll(List.of("Max-Forwards", "70"));
        }
        if (needsContact(request.method(), request)) {
            more.addAll(List.of("Contact", contact(point, isSips(request))));
        }
        String events = allowEvents.get();
        if (request.method().equals("SUBSCRIBE")
                && !events.isEmpty()
                && request.header("Allow-Events").isEmpty()) {
            more.addAll(List.of("Allow-Events", events));
        }
        String agent = userAgent.get();
        if (!agent.isEmpty() && request.header("User-Agent").isEmpty()) {
            more.addAll(List.of("User-Agent", agent));
        }
        return request.with(more.toArray(String[]::new)).withFirst("Via", via(point, branch));
    }

    /** The response as it leaves from a listening point (RFC 3261 section 8.2.6). */
    SipResponse of(SipResponse response, ListeningPoint point, boolean sips) {
        boolean needsTag = response.code() != 100 && response.to().tag().isEmpty();
        SipResponse tagged = needsTag ? response.withToTag(SipIds.tag()) : response;
        List<String> more = new ArrayList<>(6);
        if (response.isSuccess()) {
            addOfSuccess(response, point, sips, more);
        }
        String agent = userAgent.get();
        if (!agent.isEmpty() && response.header("Server").isEmpty()) {
            more.addAll(List.of("Server", agent));
        }
        return more.isEmpty() ? tagged : tagged.with(more.toArray(String[]::new));
    }

    private void addOfSuccess(SipResponse response, ListeningPoint point, boolean sips, List<String> into) {
        String method = response.cseqMethod();
        if (needsContact(method, response)) {
            into.addAll(List.of("Contact", contact(point, sips)));
        }
        String events = allowEvents.get();
        if (!events.isEmpty()
                && method.equals("NOTIFY")
                && response.header("Allow-Events").isEmpty()) {
            into.addAll(List.of("Allow-Events", events));
        }
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
                        .map(first -> first.contains("sips:")
                                && isSips(NameAddress.parse(first).uri()))
                        .orElse(false);
    }

    private static boolean isSips(String uri) {
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
