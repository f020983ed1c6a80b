package io.qsa.shell.internal.commands;

import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.qsa.base.command.CommandCall;
import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.ShellCommand;
import io.qsa.spi.SubscriptionAdmin;
import io.qsa.spi.SubscriptionInfo;

/** {@code qsa:unsubscribe}. Safe for any thread. */
@Component
public final class UnsubscribeCommand implements ShellCommand {
    private static final String ALL = "--all";
    private static final String ID = "ID";

    private final HeldSubscriptions held;
    private final SubscriptionAdmin admin;
    private final CommandSyntax syntax;

    @Activate
    public UnsubscribeCommand(@Reference HeldSubscriptions held, @Reference SubscriptionAdmin admin) {
        this.held = held;
        this.admin = admin;
        this.syntax = CommandSyntax.of("qsa:unsubscribe", "Ends a subscription that was made with qsa:subscribe")
                .flag(ALL, "End all of them")
                .optionalArgument(ID, "The id of the subscription", held::ids);
    }

    @Override
    public CommandSyntax syntax() {
        return syntax;
    }

    @Override
    public void execute(CommandCall call) {
        Optional<String> id = call.optionalArgument(ID);
        if (call.has(ALL) == id.isPresent()) {
            throw new IllegalArgumentException("qsa:unsubscribe takes either an ID or " + ALL);
        }
        if (id.isEmpty()) {
            call.print(held.endAll() + " ended");
        } else if (!held.end(id.get())) {
            throw new IllegalArgumentException(whyNot(id.get()));
        }
    }

    private String whyNot(String id) {
        return admin.subscription(id)
                .map(SubscriptionInfo::consumer)
                .map(bundle -> "Subscription " + id + " belongs to bundle " + bundle + ", only that can end it")
                .orElse("There is no subscription " + id);
    }
}
