package io.qsa.itests.swap.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.qsa.itests.PlatformTest;
import io.qsa.itests.swap.chaos.Setup.Route;
import io.qsa.itests.swap.chaos.Setup.Target;

/** Draws random changes of the configuration. The same seed draws the same. Confined to the chaos. */
final class Causes {
    /** What happens: which configuration it concerns and how it is changed, in words. */
    record Cause(String pid, Kind kind, String what) {}

    /** How a configuration is brought to the platform. */
    enum Kind {
        /** As the setup has it now. */
        UPDATE,
        /** With one value that must be refused. */
        BROKEN,
        /** Several times in a row. */
        STORM,
        DELETE
    }

    private static final List<Target> TARGETS = List.of(
            Target.NONE,
            new Target("(qsa.notifier=pa)", Integer.MIN_VALUE, Setup.PA),
            new Target("(qsa.notifier=presence_b2b)", Integer.MIN_VALUE, Setup.B2B),
            new Target("(qsa.notifier=*)", Integer.MIN_VALUE, "*"),
            new Target("(service.ranking>=3)", 3, "*"),
            new Target("(&(qsa.notifier=pa)(service.ranking>=0))", 0, Setup.PA),
            new Target("(qsa.notifier=nobody)", Integer.MIN_VALUE, "nobody"));

    private static final List<List<String>> NOTIFIERS = List.of(
            List.of(Setup.PA),
            List.of(Setup.B2B),
            List.of(Setup.PA, Setup.B2B),
            List.of(Setup.B2B, Setup.PA),
            List.of("nobody", Setup.PA),
            List.of("nobody", Setup.B2B, Setup.PA),
            List.of("nobody"));

    private final Setup setup;
    private final Random random;
    private final List<String> hosts;

    Causes(Setup setup, Random random, List<String> hosts) {
        this.setup = setup;
        this.random = random;
        this.hosts = hosts;
    }

    Cause next() {
        int dice = random.nextInt(100);
        if (dice < 18) {
            setup.switchPa();
            return update(PlatformTest.PA, "accept_internal_subscriptions");
        } else if (dice < 34) {
            setup.switchB2b();
            return update(PlatformTest.B2B, "handle_presence_subscriptions");
        } else if (dice < 54) {
            setup.route(routes());
            return update(PlatformTest.BROKER, "routes");
        } else if (dice < 66) {
            setup.target(TARGETS.get(random.nextInt(TARGETS.size())));
            return update(PlatformTest.BROKER, "notifier.target");
        } else if (dice < 78) {
            setup.rank(random.nextInt(-5, 10), random.nextInt(-5, 10));
            return update(random.nextBoolean() ? PlatformTest.PA : PlatformTest.B2B, "ranking");
        } else if (dice < 88) {
            return tune();
        } else if (dice < 93) {
            return new Cause(anyPid(), Kind.BROKEN, "a value that is wrong");
        } else if (dice < 96) {
            String pid = anyPid();
            setup.forget(pid);
            return new Cause(pid, Kind.DELETE, "deleted");
        } else {
            return new Cause(anyPid(), Kind.STORM, "storm of updates");
        }
    }

    /** Changes a setting that moves no subscription. */
    Cause tune() {
        String[] knob = Knobs.any(random);
        setup.tune(knob[0], knob[1], knob[2]);
        return update(knob[0], knob[1] + "=" + knob[2]);
    }

    private Cause update(String pid, String key) {
        return new Cause(pid, Kind.UPDATE, key);
    }

    private String anyPid() {
        return Chaos.PIDS.get(random.nextInt(Chaos.PIDS.size()));
    }

    private List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            String host = hosts.get(random.nextInt(hosts.size()));
            String pattern =
                    switch (random.nextInt(5)) {
                        case 0 -> "*";
                        case 1 -> "*" + host.substring(host.indexOf('.'));
                        default -> host;
                    };
            routes.add(new Route(
                    random.nextBoolean() ? "presence" : "*", pattern, NOTIFIERS.get(random.nextInt(NOTIFIERS.size()))));
        }
        return routes;
    }
}
