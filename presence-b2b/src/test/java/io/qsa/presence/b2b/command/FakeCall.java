package io.qsa.presence.b2b.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.qsa.spi.command.CommandCall;
import io.qsa.spi.command.Table;

/** A call of a command with these options and arguments. */
final class FakeCall implements CommandCall {
    final List<String> lines = new ArrayList<>();
    final List<Table> tables = new ArrayList<>();
    private final Map<String, String> given;

    FakeCall(Map<String, String> given) {
        this.given = given;
    }

    @Override
    public boolean has(String option) {
        return given.containsKey(option);
    }

    @Override
    public Optional<String> option(String name) {
        return Optional.ofNullable(given.get(name));
    }

    @Override
    public String argument(String name) {
        return given.get(name);
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
}
