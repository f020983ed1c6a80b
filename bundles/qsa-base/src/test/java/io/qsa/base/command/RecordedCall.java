package io.qsa.base.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A call with these options and arguments that records its output. Confined to a test. */
public final class RecordedCall implements CommandCall {
    private final List<String> lines = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();
    private final Map<String, String> values;

    public RecordedCall(Map<String, String> values) {
        this.values = values;
    }

    @Override
    public boolean has(String option) {
        return values.containsKey(option);
    }

    @Override
    public Optional<String> option(String name) {
        return Optional.ofNullable(values.get(name));
    }

    @Override
    public String argument(String name) {
        return values.get(name);
    }

    /** The values of a test are given as lines. */
    @Override
    public List<String> arguments(String name) {
        return values.get(name).lines().toList();
    }

    @Override
    public Optional<String> optionalArgument(String name) {
        return option(name);
    }

    @Override
    public void print(String line) {
        lines.add(line);
    }

    @Override
    public void print(Table table) {
        tables.add(table);
    }

    public List<String> lines() {
        return lines;
    }

    /** The one table that was printed. */
    public Table table() {
        if (tables.size() != 1) {
            throw new AssertionError(tables.size() + " tables were printed");
        }
        return tables.get(0);
    }
}
