package io.qsa.sip.endpoint.internal.digest;

import java.util.List;

import io.qsa.base.uri.UriIdentity;

/** A subscriber as a key: a URI, or {@code *@domain} for every user of a domain. Immutable. */
record Subscriber(String key) {
    private static final String EVERYBODY = "*@";

    /** Reads a URI or {@code *@domain}; anything else is an {@link IllegalArgumentException}. */
    static Subscriber parse(String text) {
        if (text.startsWith(EVERYBODY)) {
            return everybodyOf(UriIdentity.canonicalHost(text.substring(EVERYBODY.length())));
        }
        return UriIdentity.find(text).map(Subscriber::of).orElseGet(() -> other(text));
    }

    /** With its scheme, because the credentials of a {@code sip} URI are not for the {@code sips} URI. */
    private static Subscriber of(UriIdentity uri) {
        return new Subscriber(uri.scheme() + ":" + uri.key());
    }

    private static Subscriber other(String text) {
        if (!text.matches("[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>\"]+")) {
            throw new IllegalArgumentException("is no URI");
        }
        return new Subscriber(text);
    }

    private static Subscriber everybodyOf(String domain) {
        return new Subscriber(EVERYBODY + domain);
    }

    /** All keys that match the user with this URI, the most specific first; none if it is no URI. */
    static List<Subscriber> matching(String uri) {
        return UriIdentity.find(uri)
                .map(known -> List.of(of(known), everybodyOf(known.host())))
                .orElseGet(() -> matchingText(uri));
    }

    private static List<Subscriber> matchingText(String uri) {
        try {
            return List.of(other(uri));
        } catch (IllegalArgumentException none) {
            return List.of();
        }
    }
}
