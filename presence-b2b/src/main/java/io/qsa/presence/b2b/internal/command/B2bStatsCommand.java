package io.qsa.presence.b2b.internal.command;

import java.util.Map;
import java.util.function.Supplier;

import io.qsa.base.command.CommandCall;
import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.ShellCommand;
import io.qsa.base.command.Table;

/** {@code b2b:stats}: the counters and gauges of presence_b2b. Safe for any thread. */
public final class B2bStatsCommand implements ShellCommand {
    private final Supplier<Map<String, Long>> statistics;

    public B2bStatsCommand(Supplier<Map<String, Long>> statistics) {
        this.statistics = statistics;
    }

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of("b2b:stats", "Shows what presence_b2b has counted since it was started")
                .printsTable();
    }

    @Override
    public void execute(CommandCall call) {
        Table table = new Table("name", "value");
        statistics.get().forEach(table::row);
        call.print(table);
    }
}
