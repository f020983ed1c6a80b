package io.qsa.base.command;

import java.util.ArrayList;
import java.util.List;

/** Rows under named columns, as a command prints them. Confined to the thread of the command. */
public final class Table {
    private final List<String> columns;
    private final List<List<Object>> rows = new ArrayList<>();

    public Table(String... columns) {
        this.columns = List.of(columns);
    }

    /**
     * Adds a row. Numbers and booleans stay what they are in JSON, everything else becomes text; an empty text means no
     * value.
     */
    public Table row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    public List<String> columns() {
        return columns;
    }

    public List<List<Object>> rows() {
        return List.copyOf(rows);
    }
}
