package io.qsa.shell.internal.commands;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.qsa.Reason;
import io.qsa.base.command.CommandCall;
import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.ShellCommand;
import io.qsa.base.command.Table;
import io.qsa.spi.SubscriptionAdmin;
import io.qsa.spi.SubscriptionInfo;

/** {@code qsa:subscriptions}. Safe for any thread. */
@Component
public final class SubscriptionsCommand implements ShellCommand {
    private static final CommandSyntax SYNTAX = CommandSyntax.of("qsa:subscriptions", "Lists every open subscription")
            .printsTable();

    private final SubscriptionAdmin admin;

    @Activate
    public SubscriptionsCommand(@Reference SubscriptionAdmin admin) {
        this.admin = admin;
    }

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void execute(CommandCall call) {
        Table table = new Table(
                "id",
                "record",
                "subscriber",
                "package",
                "status",
                "reason",
                "since",
                "stale",
                "troubled since",
                "notifier",
                "successor",
                "held back",
                "route",
                "kept",
                "next retry",
                "consumer");
        admin.subscriptions().forEach(subscription -> add(table, subscription));
        call.print(table);
    }

    private static void add(Table table, SubscriptionInfo subscription) {
        table.row(
                subscription.id(),
                subscription.request().record(),
                subscription.request().subscriber(),
                subscription.request().eventPackage(),
                subscription.status(),
                reason(subscription.reason()),
                subscription.since(),
                subscription.isStale(),
                subscription.troubledSince().map(Object.class::cast).orElse(""),
                subscription.notifier().orElse(""),
                subscription.successor().orElse(""),
                subscription.successorReason().map(SubscriptionsCommand::reason).orElse(""),
                subscription.route(),
                subscription.isKept(),
                subscription.nextRetry().map(Object.class::cast).orElse(""),
                subscription.consumer());
    }

    /** Without the next retry, which has a column of its own. */
    private static String reason(Reason reason) {
        String code = reason.code().isPresent() ? " " + reason.code().getAsInt() : "";
        return (reason.token() + code + " " + reason.text()).strip();
    }
}
