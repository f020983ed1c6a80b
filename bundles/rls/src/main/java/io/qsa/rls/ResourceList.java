package io.qsa.rls;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.qsa.SubscriptionRequest;
import io.qsa.base.uri.UriIdentity;
import io.qsa.sip.SipUri;

/** A list that may be subscribed to: its URI, its entries and its event packages. Immutable. */
public final class ResourceList {
    private final String uri;
    private final List<ListEntry> entries;
    private final List<String> packages;

    private ResourceList(String uri, List<ListEntry> entries, List<String> packages) {
        this.uri = uri;
        this.entries = entries;
        this.packages = packages;
    }

    /**
     * A list for presence. Of two entries with the same URI, the first one is used.
     *
     * @param uri a SIP URI; an {@link IllegalArgumentException} if it is none
     */
    public static ResourceList of(String uri, List<ListEntry> entries) {
        SipUri.parse(uri);
        key(uri);
        Map<String, ListEntry> byUri = new LinkedHashMap<>();
        entries.forEach(entry -> byUri.putIfAbsent(entry.uri(), entry));
        return new ResourceList(uri, List.copyOf(byUri.values()), List.of(SubscriptionRequest.PRESENCE));
    }

    /** The same for every event package (RFC 4826 section 4.1). */
    public ResourceList forAnyPackage() {
        return withPackages(List.of());
    }

    /** The same for these event packages; for every one if there are none. */
    public ResourceList withPackages(List<String> names) {
        return new ResourceList(uri, entries, List.copyOf(names));
    }

    /**
     * Equal for URIs of the same list, see {@link UriIdentity#key}; {@code pres-list} distinguishes the lists of one user.
     */
    public static String key(String uri) {
        return UriIdentity.key(uri);
    }

    public String uri() {
        return uri;
    }

    public List<ListEntry> entries() {
        return entries;
    }

    /** The event packages in which it may be subscribed to; empty for every one. */
    public List<String> packages() {
        return packages;
    }

    /** How many characters its URI and its entries have. */
    public int characters() {
        int characters = uri.length();
        for (ListEntry entry : entries) {
            characters += entry.uri().length() + entry.name().length();
        }
        return characters;
    }

    @Override
    public String toString() {
        return uri + " with " + entries.size() + " entries";
    }
}
