package io.qsa.sip.endpoint.internal.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import io.qsa.sip.RequestHandler;

/** The registered request handlers, the highest ranking first, and which may be registered soon. Safe for any thread. */
public final class Handlers {
    private final Absence absence;
    private volatile List<Entry> entries = List.of();
    private volatile String allowEvents = "";

    public Handlers() {
        this(() -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    }

    /** @param now milliseconds of a monotonic clock */
    Handlers(LongSupplier now) {
        absence = new Absence(now);
    }

    /** Adds a handler, or changes its methods, events and ranking. */
    public synchronized void put(RequestHandler handler, Set<String> methods, Set<String> events, int ranking) {
        List<Entry> changed = without(handler);
        changed.add(new Entry(handler, methods, events, ranking));
        changed.sort(Comparator.comparingInt((Entry entry) -> entry.ranking).reversed());
        become(changed);
    }

    public synchronized void remove(RequestHandler handler) {
        entries.stream().filter(entry -> entry.handler == handler).forEach(entry -> absence.onGone(entry.methods));
        become(without(handler));
    }

    /** The endpoint starts to listen. */
    void onListening() {
        absence.onListening();
    }

    /** Whether a handler of this method may be registered soon. */
    boolean mayCome(String method) {
        return absence.isBrief(method);
    }

    private void become(List<Entry> changed) {
        entries = List.copyOf(changed);
        Set<String> events = new TreeSet<>();
        changed.forEach(entry -> events.addAll(entry.events));
        allowEvents = String.join(", ", events);
    }

    private List<Entry> without(RequestHandler handler) {
        return entries.stream()
                .filter(entry -> entry.handler != handler)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** The handlers of a method, in the order in which to call them. */
    List<RequestHandler> of(String method) {
        List<RequestHandler> found = new ArrayList<>(2);
        for (Entry entry : entries) {
            if (entry.methods.contains(method)) {
                found.add(entry.handler);
            }
        }
        return found;
    }

    /** All methods with a handler. */
    Set<String> methods() {
        Set<String> methods = new TreeSet<>();
        entries.forEach(entry -> methods.addAll(entry.methods));
        return methods;
    }

    /** The value of the Allow header. */
    String allow() {
        Set<String> methods = methods();
        methods.add("OPTIONS");
        return String.join(", ", methods);
    }

    /** The value of the Allow-Events header; empty text for no such header. */
    String allowEvents() {
        return allowEvents;
    }

    private static final class Entry {
        private final RequestHandler handler;
        private final Set<String> methods;
        private final Set<String> events;
        private final int ranking;

        Entry(RequestHandler handler, Set<String> methods, Set<String> events, int ranking) {
            this.handler = handler;
            this.methods = Set.copyOf(methods);
            this.events = Set.copyOf(events);
            this.ranking = ranking;
        }
    }
}
