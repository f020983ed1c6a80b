package io.qsa.broker.internal.routing;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.qsa.SubscriptionRequest;

/** Rules and notifiers at one moment: chooses the notifier of each subscription. Safe for any thread. */
public final class RoutingTable {
    private final RoutingRules rules;
    private final List<RegisteredNotifier> notifiers;
    /** Equal choices are one object, because every live subscription refers to one. */
    private final Map<String, Choice> choices = new ConcurrentHashMap<>();

    public RoutingTable(RoutingRules rules, Collection<RegisteredNotifier> registered) {
        this.rules = rules;
        this.notifiers = registered.stream()
                .sorted(Comparator.comparing(RegisteredNotifier::properties, NotifierProperties.PREFERENCE))
                .toList();
    }

    /** The notifiers, the preferred one first. */
    public List<RegisteredNotifier> notifiers() {
        return notifiers;
    }

    /** Chooses the notifier for a request. */
    public Choice choose(SubscriptionRequest request) {
        String eventPackage = request.eventPackage();
        return rules.routeFor(eventPackage, request.record())
                .map(route -> choices.computeIfAbsent(route + " " + eventPackage, key -> byRoute(route, eventPackage)))
                .orElseGet(() -> choices.computeIfAbsent(eventPackage, this::byRules));
    }

    private Choice byRoute(Route route, String eventPackage) {
        for (String name : route.notifiers()) {
            Optional<RegisteredNotifier> found =
                    first(eventPackage, notifier -> notifier.name().equals(name));
            if (found.isPresent()) {
                return Choice.of(found, route.toString());
            }
        }
        return Choice.of(Optional.empty(), route.toString());
    }

    private Choice byRules(String eventPackage) {
        return Choice.of(first(eventPackage, rules::admits), rules.withoutRoute());
    }

    private Optional<RegisteredNotifier> first(String eventPackage, Predicate<NotifierProperties> wanted) {
        return notifiers.stream()
                .filter(RegisteredNotifier::isAccepting)
                .filter(notifier -> notifier.properties().packages().contains(eventPackage))
                .filter(notifier -> wanted.test(notifier.properties()))
                .findFirst();
    }
}
