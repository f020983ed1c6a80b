package io.qsa.shell.internal.call;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.qsa.base.command.CommandCall;
import io.qsa.base.command.Table;

/** A call whose output is printed. Confined to the thread of the command. */
final class PrintedCall implements CommandCall {
    private final Map<String, String> values;
    private final CallOutput out;

    PrintedCall(Map<String, String> values, CallOutput out) {
        this.values = values;
        this.out = out;
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
        return optionalArgument(name)
                .orElseThrow(() -> new IllegalStateException(name + " is no required argument of the command"));
    }

    @Override
    public List<String> arguments(String name) {
        return List.of(argument(name).split(CallParser.BETWEEN, -1));
    }

    @Override
    public Optional<String> optionalArgument(String name) {
        return Optional.ofNullable(values.get(name));
    }

    @Override
    public void print(String line) {
        out.print(List.of(Printable.of(line)));
    }

    @Override
    public void print(Table table) {
        List<String> lines =
                has(CommonOptions.JSON) ? JsonTable.lines(table) : new TextTable(ZoneId.systemDefault()).lines(table);
        out.print(lines);
    }
}
