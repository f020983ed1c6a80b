package io.qsa.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;

import io.qsa.broker.internal.statistics.BrokerCounter;

import static org.assertj.core.api.Assertions.assertThat;

/** U5, Q09: changes are applied one after the other, and subscriptions follow once. */
class ConfigurationTest {
    private final Workbench bench = new Workbench();
    private final FakeNotifier pa = bench.register("pa", 0);
    private final FakeNotifier b2b = bench.register("presence_b2b", -1);

    /** U5. */
    @Test
    void aStormOfUpdatesIsOneChange() {
        pa.answering("pa");
        b2b.answering("b2b");
        bench.settle();
        bench.subscribe(notification -> {});
        for (int i = 0; i < 501; i++) {
            bench.set("notifier.target", i % 2 == 0 ? "(qsa.notifier=presence_b2b)" : "(qsa.notifier=pa)");
        }
        bench.run();
        assertThat(bench.control.size()).isOne();
        bench.settle();

        assertThat(pa.calls()).containsExactly("subscribe q1", "unsubscribe q1");
        assertThat(b2b.calls()).containsExactly("subscribe q1");
    }

    /** Q09. */
    @Test
    void equalSettingsAreNoChange() {
        bench.settle();
        bench.set("move_rate", "700");
        bench.settle();
        bench.set("move_rate", 700L);
        bench.set("move_jitter", BrokerSettings.MOVE_JITTER);
        bench.run();

        assertThat(bench.count(BrokerCounter.CONFIGURATION_APPLIED)).isOne();
        assertThat(bench.control.size()).isZero();
    }

    @Test
    void aChangeOfPaceMovesNothing() {
        bench.settle();
        bench.subscribe(notification -> {});
        bench.set("move_rate", 1);
        bench.set("handover_timeout", 3);
        bench.set("delivery_threads", 2);
        bench.settle();

        assertThat(pa.calls()).containsExactly("subscribe q1");
        assertThat(bench.delivery.threads()).isEqualTo(2);
    }

    @Test
    void whatIsNewFollowsAChangeAtOnce() {
        bench.settle();
        bench.set("notifier.target", "(qsa.notifier=presence_b2b)");
        bench.run();
        bench.subscribe(notification -> {});

        assertThat(b2b.calls()).containsExactly("subscribe q1");
    }

    @Test
    void aRankingThatChangesMoves() {
        pa.answering("pa");
        b2b.answering("b2b");
        bench.settle();
        bench.subscribe(notification -> {});
        bench.change(b2b, Constants.SERVICE_RANKING, 1);
        bench.settle();

        assertThat(pa.served()).isEmpty();
        assertThat(b2b.served()).containsOnlyKeys("q1");
    }

    @Test
    void aDeletedConfigurationMeansTheDefaults() {
        pa.answering("pa");
        b2b.answering("b2b");
        bench.set("notifier.target", "(qsa.notifier=presence_b2b)");
        bench.settle();
        bench.subscribe(notification -> {});
        bench.broker.configure(BrokerSettings.from(Map.of()));
        bench.settle();

        assertThat(pa.served()).containsOnlyKeys("q1");
        assertThat(bench.broker.settings()).isEqualTo(BrokerSettings.DEFAULTS);
    }

    @Test
    void changesAreAppliedInTheirOrder() {
        List<Integer> rates = new ArrayList<>();
        for (int rate = 1; rate <= 3; rate++) {
            bench.set("move_rate", rate);
            bench.control.execute(() -> rates.add(bench.broker.settings().pace().rate()));
        }
        bench.run();

        assertThat(rates).containsExactly(1, 2, 3);
    }
}
