package io.qsa.itests.benchmark.report;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The cost of operations against the number of live subscriptions, to be drawn. Confined to the benchmark. */
public final class Curve {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int MARGIN = 60;
    private static final String[] COLOURS = {"#1f77b4", "#d62728", "#2ca02c"};

    private final SortedMap<String, SortedMap<Integer, Double>> lines = new TreeMap<>();

    /** Adds CPU microseconds for each operation at so many subscriptions. */
    public void add(String operation, int subscriptions, double micros) {
        lines.computeIfAbsent(operation, key -> new TreeMap<>()).put(subscriptions, micros);
    }

    public SortedMap<String, SortedMap<Integer, Double>> lines() {
        return lines;
    }

    /** The ratio of the cost at the most subscriptions to that at the fewest. */
    public double growth(String operation) {
        SortedMap<Integer, Double> line = lines.get(operation);
        return line.get(line.lastKey()) / line.get(line.firstKey());
    }

    /** The rows of a table. */
    public String table() {
        StringBuilder text = new StringBuilder("| operation | live subscriptions | CPU us |\n|---|---|---|\n");
        lines.forEach((operation, line) -> line.forEach((subscriptions, micros) ->
                text.append("| %s | %,d | %.1f |\n".formatted(operation, subscriptions, micros))));
        return text.toString();
    }

    /** A drawing with a logarithmic axis of subscriptions. */
    public String svg() {
        StringBuilder svg = new StringBuilder(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="%d" y="20">CPU microseconds per operation against live subscriptions</text>
                """
                        .formatted(WIDTH, HEIGHT, MARGIN));
        axes(svg);
        int index = 0;
        for (Map.Entry<String, SortedMap<Integer, Double>> line : lines.entrySet()) {
            draw(svg, line.getKey(), line.getValue(), index++);
        }
        return svg + "</svg>\n";
    }

    private void axes(StringBuilder svg) {
        int bottom = HEIGHT - MARGIN;
        svg.append("<path d=\"M%d 40V%dH%d\" stroke=\"black\" fill=\"none\"/>\n"
                .formatted(MARGIN, bottom, WIDTH - MARGIN));
        for (int decade = lowest(); decade <= highest(); decade++) {
            svg.append("<text x=\"%.0f\" y=\"%d\" text-anchor=\"middle\">%,d</text>\n"
                    .formatted(x(Math.pow(10, decade)), bottom + 18, (long) Math.pow(10, decade)));
        }
        for (int quarter = 0; quarter <= 4; quarter++) {
            double micros = top() * quarter / 4;
            svg.append("<text x=\"%d\" y=\"%.0f\" text-anchor=\"end\">%.0f</text>\n"
                    .formatted(MARGIN - 6, y(micros) + 4, micros));
        }
    }

    private void draw(StringBuilder svg, String operation, SortedMap<Integer, Double> line, int index) {
        String colour = COLOURS[index % COLOURS.length];
        StringBuilder points = new StringBuilder();
        line.forEach((subscriptions, micros) -> {
            points.append(String.format(Locale.ROOT, "%.0f,%.0f ", x(subscriptions), y(micros)));
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.0f\" cy=\"%.0f\" r=\"3\" fill=\"%s\"/>\n",
                    x(subscriptions),
                    y(micros),
                    colour));
        });
        svg.append("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\"/>\n"
                .formatted(points.toString().trim(), colour));
        svg.append("<text x=\"%.0f\" y=\"%.0f\" fill=\"%s\">%s</text>\n"
                .formatted(x(line.firstKey()) + 6, y(line.get(line.firstKey())) - 8, colour, operation));
    }

    private int lowest() {
        return (int) Math.floor(Math.log10(lines.values().iterator().next().firstKey()));
    }

    private int highest() {
        return (int) Math.ceil(Math.log10(lines.values().iterator().next().lastKey()));
    }

    private double top() {
        return 1.2
                * lines.values().stream()
                        .flatMap(line -> line.values().stream())
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(1);
    }

    private double x(double subscriptions) {
        double share = (Math.log10(subscriptions) - lowest()) / Math.max(1, highest() - lowest());
        return MARGIN + share * (WIDTH - 2 * MARGIN);
    }

    private double y(double micros) {
        return HEIGHT - MARGIN - micros / top() * (HEIGHT - MARGIN - 40);
    }
}
