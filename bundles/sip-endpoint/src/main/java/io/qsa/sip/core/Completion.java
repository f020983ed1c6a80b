package io.qsa.sip.core;

import java.util.Set;
import java.util.function.Supplier;

import io.qsa.sip.ListeningPoint;
import io.qsa.sip.SipIds;
import io.qsa.sip.SipMessage;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

/** Adds what the endpoint alone knows to a message that is to be sent. Safe for any thread. */
final class Completion {
    /** The methods that make or refresh a dialog, so that both sides say where they are. */
    private static final Set<String> DIALOG_METHODS = Set.of("SUBSCRIBE", "NOTIFY", "REFER", "UPDATE");

    private final Supplier<String> userAgent;

    Completion(Supplier<String> userAgent) {
        this.userAgent = userAgent;
    }

    /** The request as it leaves from a listening point (RFC 3261 section 8.1.1). */
    SipRequest of(SipRequest request, ListeningPoint point, String branch) {
        SipRequest complete = request;
        if (request.header("Max-Forwards").isEmpty()) {
            complete = complete.with("Max-Forwards", "70");
        }
        if (needsContact(request.method(), request)) {
            complete = complete.with("Contact", contact(point));
        }
        String agent = userAgent.get();
        if (!agent.isEmpty() && request.header("User-Agent").isEmpty()) {
            complete = complete.with("User-Agent", agent);
        }
        return complete.withFirst("Via", via(point, branch));
    }

    /** The response as it leaves from a listening point (RFC 3261 section 8.2.6). */
    SipResponse of(SipResponse response, ListeningPoint point) {
        SipResponse complete = response.code() == 100 ? response : response.withToTag(SipIds.tag());
        if (response.isSuccess() && needsContact(response.cseqMethod(), response)) {
            complete = complete.with("Contact", contact(point));
        }
        String agent = userAgent.get();
        return agent.isEmpty() || response.header("Server").isPresent() ? complete : complete.with("Server", agent);
    }

    private static boolean needsContact(String method, SipMessage message) {
        return DIALOG_METHODS.contains(method) && message.header("Contact").isEmpty();
    }

    private static String contact(ListeningPoint point) {
        return "<" + point.uri() + ">";
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
