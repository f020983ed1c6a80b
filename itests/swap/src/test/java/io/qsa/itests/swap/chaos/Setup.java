package io.qsa.itests.swap.chaos;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.qsa.itests.PlatformTest;

/**
 * The configuration of the platform, and which notifier must serve which record under it: the rules of the broker,
 * written down a second time. Confined to the chaos.
 */
final class Setup {
    static final String PA = "pa";
    static final String B2B = "presence_b2b";

    private static final int DEFAULT_PA_RANKING = 10;

    /** One entry of {@code routes}. */
    record Route(String eventPackage, String hosts, List<String> notifiers) {
        boolean matches(String host) {
            return hosts.equals("*")
                    || (hosts.startsWith("*.") ? host.endsWith(hosts.substring(1)) : hosts.equals(host));
        }

        @Override
        public String toString() {
            return eventPackage + ";" + hosts + "=" + String.join("|", notifiers);
        }
    }

    /** What {@code notifier.target} may be: a filter, and the least ranking and the name that it admits. */
    record Target(String filter, int leastRanking, String name) {
        static final Target NONE = new Target("", Integer.MIN_VALUE, "*");

        boolean admits(String notifier, int ranking) {
            return ranking >= leastRanking && (name.equals("*") || name.equals(notifier));
        }
    }

    private final Map<String, Map<String, String>> tuning = new LinkedHashMap<>();
    private boolean paAccepts;
    private boolean b2bHandles = true;
    /** Odd or the default, where that of presence_b2b is a multiple of 4, so that no two are equal. */
    private int paRanking = DEFAULT_PA_RANKING;

    private int b2bRanking;
    private Target target = Target.NONE;
    private List<Route> routes = List.of();

    /** The initial configuration, to which the platform is reset. */
    static Setup base() {
        Setup setup = new Setup();
        setup.tune(PlatformTest.PA, "auth", "none");
        return setup;
    }

    void tune(String pid, String key, String value) {
        tuning.computeIfAbsent(pid, p -> new TreeMap<>()).put(key, value);
    }

    void switchPa() {
        paAccepts = !paAccepts;
    }

    void switchB2b() {
        b2bHandles = !b2bHandles;
    }

    void rank(int pa, int b2b) {
        paRanking = 2 * pa + 1;
        b2bRanking = 4 * b2b;
    }

    void target(Target newTarget) {
        target = newTarget;
    }

    void route(List<Route> newRoutes) {
        routes = List.copyOf(newRoutes);
    }

    /** The configuration of a PID is deleted. */
    void forget(String pid) {
        tuning.remove(pid);
        switch (pid) {
            case PlatformTest.PA -> {
                paAccepts = false;
                paRanking = DEFAULT_PA_RANKING;
            }
            case PlatformTest.B2B -> {
                b2bHandles = true;
                b2bRanking = 0;
            }
            default -> {
                target = Target.NONE;
                routes = List.of();
            }
        }
    }

    /** The configuration of a PID, whole. */
    Map<String, String> properties(String pid) {
        Map<String, String> properties = new TreeMap<>(tuning.getOrDefault(pid, Map.of()));
        switch (pid) {
            case PlatformTest.PA -> {
                properties.put("accept_internal_subscriptions", "" + paAccepts);
                properties.put("service.ranking", "" + paRanking);
            }
            case PlatformTest.B2B -> {
                properties.put("handle_presence_subscriptions", "" + b2bHandles);
                properties.put("service.ranking", "" + b2bRanking);
            }
            default -> {
                properties.put("notifier.target", target.filter());
                properties.put("routes", routes.stream().map(Route::toString).collect(Collectors.joining(", ")));
            }
        }
        return properties;
    }

    /** The configuration of a PID, whole, with another value of what moves subscriptions. */
    Map<String, String> flipped(String pid) {
        Map<String, String> properties = properties(pid);
        switch (pid) {
            case PlatformTest.PA -> properties.put("accept_internal_subscriptions", "" + !paAccepts);
            case PlatformTest.B2B -> properties.put("handle_presence_subscriptions", "" + !b2bHandles);
            default -> properties.put("routes", routes.isEmpty() ? "*;*=pa|presence_b2b" : "");
        }
        return properties;
    }

    /** Whether a notifier may keep what it serves. */
    boolean accepts(String notifier) {
        return notifier.equals(PA) ? paAccepts : notifier.equals(B2B) && b2bHandles;
    }

    /** The notifier that must serve a record; empty if none that may is registered. */
    Optional<String> notifierOf(String record) {
        String host = URI.create("sip://" + record.substring("sip:".length())).getHost();
        List<String> candidates = routes.stream()
                .filter(route -> route.matches(host))
                .findFirst()
                .map(Route::notifiers)
                .orElseGet(this::byRanking);
        return candidates.stream().filter(this::accepts).findFirst();
    }

    private List<String> byRanking() {
        List<String> admitted = new ArrayList<>(paRanking > b2bRanking ? List.of(PA, B2B) : List.of(B2B, PA));
        admitted.removeIf(name -> !target.admits(name, name.equals(PA) ? paRanking : b2bRanking));
        return admitted;
    }

    @Override
    public String toString() {
        return "pa " + paAccepts + " " + paRanking + ", presence_b2b " + b2bHandles + " " + b2bRanking + ", target '"
                + target.filter() + "', routes " + routes;
    }
}
