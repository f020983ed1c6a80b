package io.qsa.presence.b2b.internal.sip;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.qsa.base.text.LogText;
import io.qsa.presence.b2b.internal.machine.SubscriptionState;
import io.qsa.sip.HeaderParameters;
import io.qsa.sip.SipRequest;

/** Reads the headers that make a NOTIFY one (RFC 6665 section 8.2). */
final class NotifyHeaders {
    static final List<String> AT_MOST_ONCE = List.of("Event", "Subscription-State", "Content-Type");
    private static final int MAX_REASON = 100;

    private NotifyHeaders() {}

    /** Whether they are ambiguous or incomplete: a single field occurs twice, or there is no tag. */
    static boolean areBroken(SipRequest request) {
        for (String name : AT_MOST_ONCE) {
            if (request.hasSeveral(name)) {
                return true;
            }
        }
        try {
            parametersOf(request, "Event");
            return !Contacts.isNamed(request.from());
        } catch (IllegalArgumentException unreadable) {
            return true;
        }
    }

    /** The event package; empty text if there is none. */
    static String event(SipRequest request) {
        return request.header("Event").map(HeaderParameters::valueOf).orElse("");
    }

    /** The {@code id} of the Event header; empty text if there is none. */
    static String eventId(SipRequest request) {
        return parametersOf(request, "Event").getOrDefault("id", "");
    }

    /** The Subscription-State; empty if it is missing or broken. */
    static Optional<SubscriptionState> subscriptionState(SipRequest request) {
        String header = request.header("Subscription-State").orElse("");
        String token = HeaderParameters.valueOf(header);
        if (!isOneWord(token)) {
            return Optional.empty();
        }
        try {
            return Optional.of(withParameters(SubscriptionState.of(token), HeaderParameters.parse(header)));
        } catch (IllegalArgumentException doubled) {
            return Optional.empty();
        }
    }

    /** The same; empty also if it occurs twice. */
    static Optional<SubscriptionState> singleSubscriptionState(SipRequest request) {
        return request.hasSeveral("Subscription-State") ? Optional.empty() : subscriptionState(request);
    }

    private static boolean isOneWord(String token) {
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c <= ' ' || c >= 127 || c == ',') {
                return false;
            }
        }
        return !token.isEmpty();
    }

    private static SubscriptionState withParameters(SubscriptionState plain, Map<String, String> parameters) {
        SubscriptionState state = plain;
        String reason = parameters.get("reason");
        if (reason != null) {
            state = state.withReason(LogText.of(cut(reason)));
        }
        var expires = Seconds.parse(parameters.getOrDefault("expires", ""));
        if (expires.isPresent()) {
            state = state.withExpires(expires.getAsLong());
        }
        var retryAfter = Seconds.parse(parameters.getOrDefault("retry-after", ""));
        return retryAfter.isPresent() ? state.withRetryAfter(retryAfter.getAsLong()) : state;
    }

    /** Without dots at the end, because it is a token. */
    private static String cut(String reason) {
        return reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason;
    }

    private static Map<String, String> parametersOf(SipRequest request, String name) {
        return request.header(name).map(HeaderParameters::parse).orElse(Map.of());
    }
}
