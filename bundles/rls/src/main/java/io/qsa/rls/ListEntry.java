package io.qsa.rls;

import io.qsa.SubscriptionRequest;

/** One resource of a list. Immutable. */
public final class ListEntry {
    private final String uri;
    private final String name;

    private ListEntry(String uri, String name) {
        this.uri = uri;
        this.name = name;
    }

    /**
     * @param uri of a resource; an {@link IllegalArgumentException} if it cannot be subscribed to
     * @param name for people; may be empty
     */
    public static ListEntry of(String uri, String name) {
        return new ListEntry(SubscriptionRequest.presence(uri, uri).record(), name.strip());
    }

    public String uri() {
        return uri;
    }

    /** For people; empty if there is none. */
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return uri;
    }
}
