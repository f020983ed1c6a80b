package io.qsa.pa.internal.command;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.qsa.base.command.CommandCall;
import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.ShellCommand;
import io.qsa.base.command.Table;
import io.qsa.pa.internal.agent.PresenceAgent;
import io.qsa.pa.internal.journal.StoreInfo;

/** {@code pa:store}. Safe for any thread. */
@Component
public final class StoreCommand implements ShellCommand {
    private static final CommandSyntax SYNTAX = CommandSyntax.of(
                    "pa:store", "Shows whether the store of the presence agent keeps up, and what it has counted")
            .printsTable();

    private final PresenceAgent agent;

    @Activate
    public StoreCommand(@Reference PresenceAgent agent) {
        this.agent = agent;
    }

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void execute(CommandCall call) {
        StoreInfo info = agent.journal().info();
        Table table = new Table("what", "value").row("store", state(info));
        info.behindSince().ifPresent(since -> table.row("behind since", since).row("behind because", info.cause()));
        table.row("changes to write", info.waiting())
                .row("changes written", info.written())
                .row("commits", info.commits())
                .row("failures", info.failures())
                .row("records refused", info.refused());
        call.print(table);
    }

    private static String state(StoreInfo info) {
        if (info.behindSince().isPresent()) {
            return "behind";
        }
        return info.present() ? "keeps up" : "none";
    }
}
