package io.qsa.shell.internal.call;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.qsa.base.command.Table;
import io.qsa.base.text.LogText;

/**
 * Writes a table for programs: one JSON array with one object per row (RFC 8259). A column {@code next retry} is the
 * member {@code next_retry}; an empty text is {@code null}.
 */
final class JsonTable {
    private JsonTable() {}

    static List<String> lines(Table table) {
        List<String> lines = new ArrayList<>();
        lines.add("[");
        Iterator<List<Object>> rows = table.rows().iterator();
        while (rows.hasNext()) {
            lines.add("  " + object(table.columns(), rows.next()) + (rows.hasNext() ? "," : ""));
        }
        lines.add("]");
        return lines;
    }

    private static String object(List<String> columns, List<Object> row) {
        StringBuilder object = new StringBuilder("{");
        for (int i = 0; i < columns.size(); i++) {
            object.append(i == 0 ? "" : ", ")
                    .append(string(columns.get(i).replace(' ', '_')))
                    .append(": ")
                    .append(value(row.get(i)));
        }
        return object.append('}').toString();
    }

    private static String value(Object cell) {
        if (cell instanceof Boolean || cell instanceof Number number && Double.isFinite(number.doubleValue())) {
            return cell.toString();
        }
        String text = cell.toString();
        return text.isEmpty() ? "null" : string(text);
    }

    private static String string(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (LogText.isUnsafe(c) || Character.isSurrogate((char) c)) {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
