package io.qsa.base.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.osgi.framework.ServiceReference;

/**
 * The registered services of one type, the highest {@code service.ranking} first, and among equal ones the oldest (OSGi
 * Core 5.2.6). Safe for any thread; readers never wait.
 *
 * @param <T> the type of the services
 */
public final class RankedServices<T> {
    private volatile List<Ranked<T>> ranked = List.of();

    private record Ranked<T>(ServiceReference<T> reference, T service) {}

    /** Adds a service or, after its properties have changed, gives it its new place. */
    public synchronized void put(ServiceReference<T> reference, T service) {
        List<Ranked<T>> changed = without(service);
        changed.add(new Ranked<>(reference, service));
        // Sorts all of them again, by the present ranking of each reference.
        changed.sort(
                Comparator.<Ranked<T>, ServiceReference<T>>comparing(Ranked::reference, Comparator.reverseOrder()));
        ranked = List.copyOf(changed);
    }

    public synchronized void remove(T service) {
        ranked = List.copyOf(without(service));
    }

    private List<Ranked<T>> without(T service) {
        List<Ranked<T>> others = new ArrayList<>(ranked);
        others.removeIf(other -> other.service == service);
        return others;
    }

    /** All of them, in order. */
    public List<T> all() {
        return ranked.stream().map(Ranked::service).toList();
    }

    /** The first one whose reference is as wanted. */
    public Optional<T> first(Predicate<ServiceReference<T>> wanted) {
        return ranked.stream()
                .filter(one -> wanted.test(one.reference))
                .findFirst()
                .map(Ranked::service);
    }
}
