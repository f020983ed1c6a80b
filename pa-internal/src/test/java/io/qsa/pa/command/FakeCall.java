package io.qsa.pa.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.qsa.spi.command.CommandCall;
import io.qsa.spi.command.Table;

/** A call with these arguments and options that keeps what is printed. */
final class FakeCall implements CommandCall {
    final List<String> printed = new ArrayList<>();
    private final Map<String, String> values;

    FakeCall(Map<String, String> values) {
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
        return option(name);
    }

    @Override
    public void print(String line) {
        printed.add(line);
    }

    @Override
    public void print(Table table) {
        printed.add(String.join(" | ", table.columns()));
        table.rows()
                .forEach(row -> printed.add(
                        String.join(" | ", row.stream().map(String::valueOf).toList())));
    }
}
