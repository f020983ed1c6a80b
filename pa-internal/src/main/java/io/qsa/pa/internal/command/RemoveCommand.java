package io.qsa.pa.internal.command;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.qsa.base.command.CommandCall;
import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.ShellCommand;
import io.qsa.pa.UnknownEntityTagException;
import io.qsa.pa.internal.agent.PresenceAgent;

/** {@code pa:remove}. Safe for any thread. */
@Component
public final class RemoveCommand implements ShellCommand {
    private final PresenceAgent agent;
    private final CommandSyntax syntax;

    @Activate
    public RemoveCommand(@Reference PresenceAgent agent) {
        this.agent = agent;
        this.syntax = CommandSyntax.of("pa:remove", "Ends a publication")
                .argument("ENTITY", "The URI of whose status it is", () -> PaProposals.entities(agent))
                .argument("ETAG", "The newest entity tag of the publication", () -> PaProposals.entityTags(agent));
    }

    @Override
    public CommandSyntax syntax() {
        return syntax;
    }

    @Override
    public void execute(CommandCall call) {
        try {
            agent.remove(call.argument("ENTITY"), call.argument("ETAG"));
        } catch (UnknownEntityTagException unknown) {
            throw new IllegalArgumentException(unknown.getMessage(), unknown);
        }
    }
}
