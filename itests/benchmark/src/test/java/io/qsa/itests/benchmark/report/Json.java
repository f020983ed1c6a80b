package io.qsa.itests.benchmark.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes all figures for programs. */
public final class Json {
    private Json() {}

    public static String of(String conditions, Results results, List<Target> targets, Curve curve) {
        return """
                {
                  "measured": "%s",
                  "measurements": [%s],
                  "bytesPerSubscription": {%s},
                  "targets": [%s],
                  "cpuMicrosBySubscriptions": {%s}
                }
                """
                .formatted(
                        conditions.trim(),
                        results.measurements().stream().map(Json::measurement).collect(Collectors.joining(",")),
                        results.bytes().entrySet().stream()
                                .map(e -> "\"%s\": %s".formatted(e.getKey(), number(e.getValue())))
                                .collect(Collectors.joining(", ")),
                        targets.stream().map(Json::target).collect(Collectors.joining(",")),
                        curve.lines().entrySet().stream()
                                .map(line -> "\"%s\": {%s}"
                                        .formatted(
                                                line.getKey(),
                                                line.getValue().entrySet().stream()
                                                        .map(p -> "\"%d\": %s"
                                                                .formatted(p.getKey(), number(p.getValue())))
                                                        .collect(Collectors.joining(", "))))
                                .collect(Collectors.joining(", ")));
    }

    private static String measurement(Measurement m) {
        return """

                    {"who": "%s", "workload": "%s", "rate": %s, "cpuMicros": %s,
                     "collectorMicros": %s, "compilerMicros": %s, "loadMicros": %s, "loadPercent": %s}"""
                .formatted(
                        m.contestant(),
                        m.workload().label(),
                        array(m.rate()),
                        array(m.cpuMicros()),
                        array(m.collectorMicros()),
                        array(m.compilerMicros()),
                        array(m.loadMicros()),
                        array(m.loadPercent()));
    }

    private static String target(Target target) {
        return "\n    {\"what\": \"%s\", \"limit\": %s, \"measured\": %s, \"met\": %s}"
                .formatted(target.what(), number(target.limit()), number(target.measured()), target.isMet());
    }

    private static String array(Series series) {
        return series.values().stream().map(Json::number).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "null";
    }
}
