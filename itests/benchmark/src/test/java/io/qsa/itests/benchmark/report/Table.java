package io.qsa.itests.benchmark.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes results as the tables of docs/performance.md have them. */
public final class Table {
    private Table() {}

    /** One row for each contestant and workload, with our cost as a share of that of each other one. */
    public static String of(Results results) {
        StringBuilder text = new StringBuilder(
                """
                | workload | who | operations/s | CPU us per operation | of it GC | JIT beside | of the load | load busy, % | cost in ratio to |
                |---|---|---|---|---|---|---|---|---|
                """);
        byWorkload(results)
                .values()
                .forEach(rows -> rows.forEach(row -> text.append("| %s | %s | %s | %s | %s | %s | %s | %s | %s |\n"
                        .formatted(
                                row.workload().label(),
                                row.contestant(),
                                row.rate().text(0),
                                row.cpuMicros().text(1),
                                positive(row.collectorMicros(), 1),
                                positive(row.compilerMicros(), 1),
                                positive(row.loadMicros(), 1),
                                positive(row.loadPercent(), 0),
                                ratios(row, rows)))));
        return text + "\n" + bytes(results);
    }

    private static String positive(Series values, int digits) {
        return values.median() > 0 ? values.text(digits) : "-";
    }

    private static Map<Workload, List<Measurement>> byWorkload(Results results) {
        Map<Workload, List<Measurement>> rows = new EnumMap<>(Workload.class);
        for (Measurement measurement : results.measurements()) {
            rows.computeIfAbsent(measurement.workload(), workload -> new ArrayList<>())
                    .add(measurement);
        }
        return rows;
    }

    private static String ratios(Measurement row, List<Measurement> rows) {
        Function<Measurement, String> ratio = other -> "%s %.2f"
                .formatted(
                        other.contestant(),
                        row.cpuMicros().median() / other.cpuMicros().median());
        List<String> texts = rows.stream()
                .filter(other -> isOurs(row) && !isOurs(other))
                .map(ratio)
                .toList();
        return String.join(", ", texts);
    }

    private static boolean isOurs(Measurement measurement) {
        return measurement.contestant().startsWith("qsa");
    }

    private static String bytes(Results results) {
        StringBuilder text = new StringBuilder("| who | bytes per live subscription |\n|---|---|\n");
        results.bytes().forEach((who, bytes) -> text.append("| %s | %.0f |\n".formatted(who, bytes)));
        return text.toString();
    }
}
