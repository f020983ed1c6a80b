package io.qsa.itests.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.qsa.itests.benchmark.report.Conditions;
import io.qsa.itests.benchmark.report.Curve;
import io.qsa.itests.benchmark.report.Json;
import io.qsa.itests.benchmark.report.Results;
import io.qsa.itests.benchmark.report.Table;
import io.qsa.itests.benchmark.report.Target;
import io.qsa.itests.benchmark.workload.BoundedSwap;
import io.qsa.itests.benchmark.workload.Growth;
import io.qsa.itests.benchmark.workload.Latency;
import io.qsa.itests.benchmark.workload.Scale;

import static org.assertj.core.api.Assertions.assertThat;

/** Measures everything side by side and writes the tables; its figures are no reason to fail. */
class BenchmarkIT {
    private static final Path DIRECTORY = Path.of("target", "benchmark");

    private static final int SWAPPED = 100_000;

    private final boolean full = Boolean.getBoolean("benchmark.full");
    private final Scale scale = full ? Scale.FULL : Scale.NORMAL;

    @Test
    void everythingIsMeasuredSideBySide() throws IOException {
        Conditions conditions = new Conditions("itests/run.sh benchmark" + (full ? " --full" : ""));
        Results results = Race.everybody(scale, DIRECTORY);
        BoundedSwap swap = BoundedSwap.measure(SWAPPED, DIRECTORY.resolve("swap"));
        int most = full ? 1_000_000 : 100_000;
        Growth growth = Growth.measure(most, DIRECTORY.resolve("growth"));
        Latency latency = Latency.measure(most, DIRECTORY.resolve("latency"));
        List<Target> targets = Target.of(results, growth, latency, swap);
        Curve curve = growth.curve();
        String measured = conditions.text();
        String report = String.join("\n", measured, Table.of(results), curve.table(), Target.table(targets));
        System.out.println(report);
        Files.writeString(DIRECTORY.resolve("report.md"), report);
        Files.writeString(DIRECTORY.resolve("results.json"), Json.of(measured, results, targets, curve));
        Files.writeString(DIRECTORY.resolve("growth.svg"), curve.svg());
        assertThat(targets)
                .allSatisfy(target ->
                        assertThat(target.measured()).as(target.what()).isFinite());
    }
}
