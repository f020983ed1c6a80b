package io.qsa.presence.b2b.command;

import io.qsa.presence.b2b.sip.LegInfo;
import io.qsa.presence.b2b.sip.Legs;
import io.qsa.spi.command.CommandCall;
import io.qsa.spi.command.CommandSyntax;
import io.qsa.spi.command.ShellCommand;

/** {@code b2b:refresh}: sends a SUBSCRIBE now: a refresh, or the attempt that waits. Safe for any thread. */
public final class RefreshCommand implements ShellCommand {
    private final Legs legs;

    public RefreshCommand(Legs legs) {
        this.legs = legs;
    }

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of("b2b:refresh", "Refreshes a subscription now, or makes the attempt that it waits for")
                .argument("ID", "The id of the subscription", () -> legs.infos().stream()
                        .map(LegInfo::id)
                        .toList());
    }

    @Override
    public void execute(CommandCall call) {
        String id = call.argument("ID");
        LegInfo leg = legs.refresh(id)
                .orElseThrow(() -> new IllegalArgumentException("presence_b2b serves no subscription " + id));
        call.print(leg.id() + " is " + leg.state());
    }
}
