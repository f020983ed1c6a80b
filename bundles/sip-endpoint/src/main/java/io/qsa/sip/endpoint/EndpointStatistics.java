package io.qsa.sip.endpoint;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;

import io.qsa.base.statistics.Statistics;
import io.qsa.base.tolerance.Tolerances;
import io.qsa.sip.endpoint.internal.core.Count;
import io.qsa.sip.endpoint.internal.core.Endpoint;
import io.qsa.sip.endpoint.internal.core.EndpointTolerance;

/** The counters and gauges of the present endpoint; zeros while there is none. Safe for any thread. */
final class EndpointStatistics implements Statistics {
    private static final Map<String, Long> NOTHING_TOLERATED =
            Tolerances.all(EndpointTolerance.values()).values();

    private final EndpointRunner runner;
    private final BooleanSupplier configurationRefused;

    EndpointStatistics(EndpointRunner runner, BooleanSupplier configurationRefused) {
        this.runner = runner;
        this.configurationRefused = configurationRefused;
    }

    @Override
    public Map<String, Long> values() {
        Optional<Endpoint> endpoint = runner.endpoint();
        Map<String, Long> values = new TreeMap<>();
        for (Count count : Count.values()) {
            String name = count.name().toLowerCase(Locale.ROOT);
            values.put(name, valueOf(endpoint, present -> present.counters().get(count)));
        }
        values.putAll(endpoint.map(Endpoint::tolerated).orElse(NOTHING_TOLERATED));
        values.put(Statistics.CONFIGURATION_BAD, configurationRefused.getAsBoolean() ? 1L : 0L);
        values.put(Statistics.TASKS_FAILED, runner.failedTasks() + valueOf(endpoint, Endpoint::failedTasks));
        values.put("connections", valueOf(endpoint, Endpoint::connections));
        values.put("client_transactions", valueOf(endpoint, Endpoint::clientTransactions));
        values.put("server_transactions", valueOf(endpoint, Endpoint::serverTransactions));
        return values;
    }

    private static long valueOf(Optional<Endpoint> endpoint, ToLongFunction<Endpoint> value) {
        return endpoint.map(value::applyAsLong).orElse(0L);
    }
}
