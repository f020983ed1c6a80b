package io.qsa.pa.internal.command;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.qsa.base.command.CommandCall;
import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.ShellCommand;
import io.qsa.pa.internal.agent.PresenceAgent;

/** {@code pa:forget}. Safe for any thread. */
@Component
public final class ForgetCommand implements ShellCommand {
    private final PresenceAgent agent;
    private final CommandSyntax syntax;

    @Activate
    public ForgetCommand(@Reference PresenceAgent agent) {
        this.agent = agent;
        this.syntax = CommandSyntax.of(
                        "pa:forget", "Ends all publications of a user who no longer exists, and notifies the watchers")
                .argument("ENTITY", "The URI of whose status it is", () -> PaProposals.entities(agent));
    }

    @Override
    public CommandSyntax syntax() {
        return syntax;
    }

    @Override
    public void execute(CommandCall call) {
        agent.forget(call.argument("ENTITY"));
    }
}
