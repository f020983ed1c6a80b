package io.qsa.shell.internal.commands;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.qsa.base.command.CommandCall;
import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.ShellCommand;
import io.qsa.spi.SubscriptionAdmin;

/** {@code qsa:subscribe}. Safe for any thread. */
@Component
public final class SubscribeCommand implements ShellCommand {
    private final HeldSubscriptions held;
    private final CommandSyntax syntax;

    @Activate
    public SubscribeCommand(@Reference HeldSubscriptions held, @Reference SubscriptionAdmin admin) {
        this.held = held;
        this.syntax = RequestSyntax.addTo(
                CommandSyntax.of("qsa:subscribe", "Subscribes and prints the id; lasts until qsa:unsubscribe"), admin);
    }

    @Override
    public CommandSyntax syntax() {
        return syntax;
    }

    @Override
    public void execute(CommandCall call) {
        call.print(held.hold(RequestSyntax.read(call)));
    }
}
