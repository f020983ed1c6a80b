package io.qsa.rls.server;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

import org.osgi.framework.ServiceReference;

import io.qsa.rls.ResourceList;
import io.qsa.rls.ResourceLists;
import io.qsa.rls.documents.ListDirectory;

/** All lists: those of the directory first, then those of the services in the order of their ranking. Safe for any thread. */
final class ListSources {
    private final NavigableMap<ServiceReference<ResourceLists>, ResourceLists> services = new ConcurrentSkipListMap<>();
    private volatile Optional<ListDirectory> directory = Optional.empty();

    void use(Optional<ListDirectory> next) {
        directory = next;
    }

    void add(ServiceReference<ResourceLists> reference, ResourceLists service) {
        services.put(reference, service);
    }

    /** By the service, for its ranking may be another one by now. */
    void remove(ResourceLists service) {
        services.values().removeIf(other -> other == service);
    }

    private List<ResourceLists> sources() {
        List<ResourceLists> all = new ArrayList<>();
        directory.ifPresent(all::add);
        all.addAll(services.descendingMap().values());
        return all;
    }

    /** The list that a URI names. */
    Optional<ResourceList> find(String uri) {
        String key;
        try {
            key = ResourceList.key(uri);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
        return sources().stream().flatMap(source -> source.find(key).stream()).findFirst();
    }

    List<ResourceList> all() {
        return sources().stream().flatMap(source -> source.all().stream()).toList();
    }
}
