package io.qsa.shell.internal.call;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.qsa.base.command.Table;

/** Writes a table for people: a line of headings, columns that are aligned, instants in the given time zone. Immutable. */
final class TextTable {
    private static final String GAP = "  ";

    private final DateTimeFormatter time;

    TextTable(ZoneId zone) {
        this.time =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    List<String> lines(Table table) {
        List<List<String>> texts = new ArrayList<>();
        texts.add(table.columns().stream().map(c -> c.toUpperCase(Locale.ROOT)).toList());
        for (List<Object> row : table.rows()) {
            texts.add(row.stream().map(this::text).toList());
        }
        int[] widths = widths(texts);
        boolean[] numeric = numeric(table);
        return texts.stream().map(row -> line(row, widths, numeric)).toList();
    }

    private String text(Object cell) {
        if (cell instanceof Boolean flag) {
            return flag ? "yes" : "no";
        }
        if (cell instanceof Instant instant) {
            return time.format(instant);
        }
        String text = Printable.of(cell.toString());
        return text.isEmpty() ? "-" : text;
    }

    private static String line(List<String> row, int[] widths, boolean[] numeric) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - width(row.get(i)));
            line.append(numeric[i] ? padding : "")
                    .append(row.get(i))
                    .append(numeric[i] ? "" : padding)
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private static int[] widths(List<List<String>> texts) {
        int[] widths = new int[texts.get(0).size()];
        for (List<String> row : texts) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        return widths;
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Which columns hold nothing but numbers; they are aligned to the right. */
    private static boolean[] numeric(Table table) {
        boolean[] numeric = new boolean[table.columns().size()];
        for (int i = 0; i < numeric.length; i++) {
            int column = i;
            numeric[i] =
                    !table.rows().isEmpty() && table.rows().stream().allMatch(row -> row.get(column) instanceof Number);
        }
        return numeric;
    }
}
