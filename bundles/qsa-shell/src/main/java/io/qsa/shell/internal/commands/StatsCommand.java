package io.qsa.shell.internal.commands;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.qsa.base.command.CommandCall;
import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.ShellCommand;
import io.qsa.base.command.Table;
import io.qsa.spi.SubscriptionAdmin;

/** {@code qsa:stats}. Safe for any thread. */
@Component
public final class StatsCommand implements ShellCommand {
    private static final CommandSyntax SYNTAX =
            CommandSyntax.of("qsa:stats", "Prints the counters of the service").printsTable();

    private final SubscriptionAdmin admin;

    @Activate
    public StatsCommand(@Reference SubscriptionAdmin admin) {
        this.admin = admin;
    }

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void execute(CommandCall call) {
        Table table = new Table("name", "value");
        admin.statistics().forEach(table::row);
        call.print(table);
    }
}
