package io.qsa.broker.internal.routing;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/** The rules of the operator: {@code routes} first, then {@code notifier.target}, then the ranking. Immutable. */
public final class RoutingRules {
    /** No routes and no filter. */
    public static final RoutingRules RANKING_ONLY = new RoutingRules("", "");

    private static final String RANKING = "ranking";

    private final String target;
    private final String routesText;
    private final Filter filter;
    private final List<Route> routes;

    private RoutingRules(String target, String routes) {
        this.target = target;
        this.filter = target.isEmpty() ? null : filter(target);
        this.routesText = routes;
        this.routes = Route.parseAll(routes);
    }

    /**
     * Rules from the two settings, either of which may be blank.
     *
     * @throws IllegalArgumentException if a setting cannot be understood; the message names the error
     */
    public static RoutingRules parse(String target, String routes) {
        return new RoutingRules(target.trim(), routes.trim());
    }

    /** The first entry of {@code routes} for a package and a record. */
    Optional<Route> routeFor(String eventPackage, String record) {
        if (routes.isEmpty()) {
            return Optional.empty();
        }
        String host = RecordHostPattern.hostOf(record);
        return routes.stream()
                .filter(route -> route.matches(eventPackage, host))
                .findFirst();
    }

    /** Whether a notifier may be chosen for a subscription without a route. */
    boolean admits(NotifierProperties notifier) {
        return filter == null || filter.match(FrameworkUtil.asDictionary(notifier.all()));
    }

    /** What chooses the notifier without a route: the {@code notifier.target} or {@code ranking}. */
    String withoutRoute() {
        return filter == null ? RANKING : target;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RoutingRules that && target.equals(that.target) && routesText.equals(that.routesText);
    }

    @Override
    public int hashCode() {
        return Objects.hash(target, routesText);
    }

    private static Filter filter(String target) {
        try {
            return FrameworkUtil.createFilter(target);
        } catch (InvalidSyntaxException unreadable) {
            throw new IllegalArgumentException("it must be an LDAP filter, not '" + target + "'", unreadable);
        }
    }
}
