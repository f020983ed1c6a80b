package io.qsa.shell.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.qsa.spi.command.CommandCall;
import io.qsa.spi.command.Table;

/** A call with the given values that remembers what was printed. Confined to a test. */
final class RecordedCall implements CommandCall {
    final List<String> lines = new ArrayList<>();
    final List<Table> tables = new ArrayList<>();
    private final Map<String, String> values;

    RecordedCall(Map<String, String> values) {
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

    @Override
    public Optional<String> optionalArgument(String name) {
        return Optional.ofNullable(values.get(name));
    }

    @Override
    public void print(String line) {
        lines.add(line);
    }

    @Override
    public void print(Table table) {
        tables.add(table);
    }
}
