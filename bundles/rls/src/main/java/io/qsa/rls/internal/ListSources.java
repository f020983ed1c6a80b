package io.qsa.rls.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;

import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.service.RankedServices;
import io.qsa.rls.ResourceList;
import io.qsa.rls.ResourceLists;
import io.qsa.rls.internal.documents.ListDirectory;

/** All lists: those of the directory first, then those of the services in the order of their ranking. Safe for any thread. */
final class ListSources {
    private static final Logger LOG = LoggerFactory.getLogger(ListSources.class);
    /** Nanoseconds. */
    private static final long QUIET = Duration.ofMinutes(1).toNanos();

    private final RankedServices<ResourceLists> services = new RankedServices<>();
    /** When a failure is logged again, in the time of {@link System#nanoTime}. */
    private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());

    private volatile Optional<ListDirectory> directory = Optional.empty();

    void use(Optional<ListDirectory> next) {
        directory = next;
    }

    void add(ServiceReference<ResourceLists> reference, ResourceLists service) {
        services.put(reference, service);
    }

    void remove(ResourceLists service) {
        services.remove(service);
    }

    private List<ResourceLists> sources() {
        List<ResourceLists> all = new ArrayList<>();
        directory.ifPresent(all::add);
        all.addAll(services.all());
        return all;
    }

    /** The list that a URI names; a service that fails counts as one without lists. */
    Optional<ResourceList> find(String uri) {
        return answers(uri).flatMap(answer -> answer.orElse(List.of()).stream()).findFirst();
    }

    /** Whether all report that there is no such list; a service that fails does not. */
    boolean isGone(String uri) {
        return answers(uri).allMatch(answer -> answer.filter(List::isEmpty).isPresent());
    }

    private Stream<Optional<List<ResourceList>>> answers(String uri) {
        String key;
        try {
            key = ResourceList.key(uri);
        } catch (IllegalArgumentException none) {
            return Stream.empty();
        }
        return sources().stream()
                .map(source -> ask(source, asked -> asked.find(key).stream().toList()));
    }

    List<ResourceList> all() {
        return sources().stream()
                .flatMap(source -> ask(source, asked -> List.copyOf(asked.all())).orElse(List.of()).stream())
                .toList();
    }

    /** Services are foreign code: an exception or null must not refuse a request that may not be for a list. */
    private Optional<List<ResourceList>> ask(
            ResourceLists source, Function<ResourceLists, List<ResourceList>> question) {
        try {
            return Optional.of(question.apply(source));
        } catch (RuntimeException e) {
            onFailure(source, e);
            return Optional.empty();
        }
    }

    private void onFailure(ResourceLists source, RuntimeException failure) {
        long now = System.nanoTime();
        long until = quietUntil.get();
        if (now - until >= 0 && quietUntil.compareAndSet(until, now + QUIET)) {
            LOG.error("{} fails, and its lists are not known; this is said once a minute", source.getClass(), failure);
        }
    }
}
