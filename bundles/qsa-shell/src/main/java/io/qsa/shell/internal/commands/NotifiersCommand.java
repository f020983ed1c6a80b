package io.qsa.shell.internal.commands;

import java.util.TreeSet;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.qsa.base.command.CommandCall;
import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.ShellCommand;
import io.qsa.base.command.Table;
import io.qsa.spi.NotifierInfo;
import io.qsa.spi.SubscriptionAdmin;

/** {@code qsa:notifiers}. Safe for any thread. */
@Component
public final class NotifiersCommand implements ShellCommand {
    private static final CommandSyntax SYNTAX = CommandSyntax.of(
                    "qsa:notifiers", "Lists the notifiers, the one that is preferred first")
            .printsTable();

    private final SubscriptionAdmin admin;

    @Activate
    public NotifiersCommand(@Reference SubscriptionAdmin admin) {
        this.admin = admin;
    }

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void execute(CommandCall call) {
        Table table = new Table("name", "packages", "ranking", "accepting", "subscriptions", "bundle");
        for (NotifierInfo notifier : admin.notifiers()) {
            table.row(
                    notifier.name(),
                    String.join(" ", new TreeSet<>(notifier.packages())),
                    notifier.ranking(),
                    notifier.isAccepting(),
                    notifier.subscriptions(),
                    notifier.bundle());
        }
        call.print(table);
    }
}
