package io.qsa.sip.endpoint.internal.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import io.qsa.sip.RequestHandler;

/** The registered request handlers, the highest ranking first, and which may be registered soon. Safe for any thread. */
public final class Handlers {
    private final Absence absence;
    private volatile List<Entry> entries = List.of();
    private volatile String allowEvents = "";

    /** What a handler says of itself, see the properties of {@link RequestHandler}. Immutable. */
    public record Offer(Set<String> methods, Set<String> events, Set<String> supported, Set<String> accepted) {
        public Offer {
            methods = Set.copyOf(methods);
            events = Set.copyOf(events);
            supported = Set.copyOf(supported);
            accepted = Set.copyOf(accepted);
        }
    }

    public Handlers() {
        this(() -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    }

    /** @param now milliseconds of a monotonic clock */
    Handlers(LongSupplier now) {
        absence = new Absence(now);
    }

    void put(RequestHandler handler, Set<String> methods, Set<String> events, int ranking) {
        put(handler, new Offer(methods, events, Set.of(), Set.of()), ranking);
    }

    /** Adds a handler, or changes its offer and ranking. */
    public synchronized void put(RequestHandler handler, Offer offer, int ranking) {
        List<Entry> changed = without(handler);
        changed.add(new Entry(handler, offer, ranking));
        changed.sort(Comparator.comparingInt(Entry::ranking).reversed());
        become(changed);
    }

    public synchronized void remove(RequestHandler handler) {
        entries.stream()
                .filter(entry -> entry.handler == handler)
                .forEach(entry -> absence.onGone(entry.offer.methods()));
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
        // What is subscribed to from here, by a handler of NOTIFY, cannot be subscribed to here.
        allowEvents = joined(changed, offer -> offer.methods().contains("SUBSCRIBE") ? offer.events() : Set.of());
    }

    private static String joined(List<Entry> entries, Function<Offer, Set<String>> texts) {
        Set<String> all = new TreeSet<>();
        entries.forEach(entry -> all.addAll(texts.apply(entry.offer)));
        return String.join(", ", all);
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
            if (entry.offer.methods().contains(method)) {
                found.add(entry.handler);
            }
        }
        return found;
    }

    /** All methods with a handler. */
    Set<String> methods() {
        Set<String> methods = new TreeSet<>();
        entries.forEach(entry -> methods.addAll(entry.offer.methods()));
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

    /** The value of the Supported header. */
    String supported() {
        return joined(entries, Offer::supported);
    }

    /** The value of the Accept header. */
    String accepted() {
        return joined(entries, Offer::accepted);
    }

    private record Entry(RequestHandler handler, Offer offer, int ranking) {}
}
