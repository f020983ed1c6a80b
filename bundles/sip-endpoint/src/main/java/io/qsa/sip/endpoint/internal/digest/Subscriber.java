package io.qsa.sip.endpoint.internal.digest;

import java.util.List;

import io.qsa.sip.SipUri;

/** A subscriber as a key: a URI, or {@code *@domain} for every user of a domain. Immutable. */
record Subscriber(String key) {
    /** Reads a URI or {@code *@domain}; anything else is an {@link IllegalArgumentException}. */
    static Subscriber parse(String text) {
        if (text.startsWith("*@")) {
            return everybodyOf(SipUri.parse("sip:" + text.substring(2)).host());
        }
        return text.regionMatches(true, 0, "sip", 0, 3)
                ? new Subscriber(SipUri.parse(text).key())
                : other(text);
    }

    private static Subscriber other(String text) {
        if (!text.matches("[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>\"]+")) {
            throw new IllegalArgumentException("is no URI");
        }
        return new Subscriber(text);
    }

    private static Subscriber everybodyOf(String domain) {
        return new Subscriber("*@" + domain);
    }

    /** All keys that match the user with this URI, the most specific first; none if it is no URI. */
    static List<Subscriber> matching(String uri) {
        try {
            Subscriber exact = parse(uri);
            return exact.key.startsWith("sip")
                    ? List.of(exact, everybodyOf(SipUri.parse(uri).host()))
                    : List.of(exact);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
