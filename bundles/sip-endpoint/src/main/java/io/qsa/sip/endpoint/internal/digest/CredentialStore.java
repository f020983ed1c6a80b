package io.qsa.sip.endpoint.internal.digest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.qsa.sip.HostPattern;

/** The credentials that are configured now, each under a name. Safe for any thread. */
public final class CredentialStore {
    private final Map<String, Credential> byName = new HashMap<>();
    private final Map<Subscriber, List<Credential>> bySubscriber = new ConcurrentHashMap<>();

    /** Adds a credential, or replaces the one with this name. */
    public synchronized void put(String name, Credential credential) {
        Credential old = byName.put(name, credential);
        bySubscriber.merge(credential.subscriber(), List.of(credential), CredentialStore::joined);
        if (old != null) {
            drop(old);
        }
    }

    public synchronized void remove(String name) {
        Credential old = byName.remove(name);
        if (old != null) {
            drop(old);
        }
    }

    private void drop(Credential old) {
        bySubscriber.computeIfPresent(old.subscriber(), (subscriber, all) -> {
            List<Credential> rest = new ArrayList<>(all);
            rest.remove(old);
            return rest.isEmpty() ? null : List.copyOf(rest);
        });
    }

    private static List<Credential> joined(List<Credential> some, List<Credential> more) {
        List<Credential> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    boolean isEmpty() {
        return bySubscriber.isEmpty();
    }

    /** The credentials of a user for a next hop, by realm: the most specific one of each. */
    Map<String, Credential> of(String uri, String host) {
        String canonicalHost = HostPattern.canonical(host);
        Map<String, Credential> found = new HashMap<>();
        for (Subscriber subscriber : Subscriber.matching(uri)) {
            Map<String, Credential> here = new HashMap<>();
            for (Credential credential : bySubscriber.getOrDefault(subscriber, List.of())) {
                if (credential.specificityFor(canonicalHost) > 0) {
                    here.merge(
                            credential.realm(),
                            credential,
                            (one, other) -> other.specificityFor(canonicalHost) > one.specificityFor(canonicalHost)
                                    ? other
                                    : one);
                }
            }
            here.forEach(found::putIfAbsent);
        }
        return found;
    }
}
