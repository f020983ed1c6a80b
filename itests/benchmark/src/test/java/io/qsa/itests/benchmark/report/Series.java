package io.qsa.itests.benchmark.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The figures of one kind, one for each round. Confined to the benchmark. */
public final class Series {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    public double median() {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double min() {
        return Collections.min(values);
    }

    double max() {
        return Collections.max(values);
    }

    List<Double> values() {
        return List.copyOf(values);
    }

    /** Median and range with so many digits, for a person. */
    String text(int digits) {
        String form = "%." + digits + "f (%." + digits + "f-%." + digits + "f)";
        return form.formatted(median(), min(), max());
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f", median());
    }
}
