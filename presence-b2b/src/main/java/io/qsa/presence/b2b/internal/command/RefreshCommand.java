package io.qsa.presence.b2b.internal.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import io.qsa.base.command.CommandCall;
import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.ShellCommand;
import io.qsa.presence.b2b.internal.sip.LegInfo;

/** {@code b2b:refresh}: sends a SUBSCRIBE now: a refresh, or the attempt that waits. Safe for any thread. */
public final class RefreshCommand implements ShellCommand {
    private final Supplier<List<LegInfo>> legs;
    private final Function<String, Optional<LegInfo>> refresh;

    public RefreshCommand(Supplier<List<LegInfo>> legs, Function<String, Optional<LegInfo>> refresh) {
        this.legs = legs;
        this.refresh = refresh;
    }

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of("b2b:refresh", "Refreshes a subscription now, or makes the attempt that it waits for")
                .argument("ID", "The id of the subscription", () -> legs.get().stream()
                        .map(LegInfo::id)
                        .toList());
    }

    @Override
    public void execute(CommandCall call) {
        String id = call.argument("ID");
        LegInfo leg = refresh.apply(id)
                .orElseThrow(() -> new IllegalArgumentException("presence_b2b serves no subscription " + id));
        call.print(leg.id() + " is " + leg.state());
    }
}
