package io.qsa.pa.internal.command;

import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.qsa.base.command.CommandCall;
import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.ShellCommand;
import io.qsa.base.command.Table;
import io.qsa.pa.internal.agent.PresenceAgent;
import io.qsa.pa.internal.agent.WatcherSnapshot;
import io.qsa.presence.winfo.Watcher;

/** {@code pa:watchers}. Safe for any thread. */
@Component
public final class WatchersCommand implements ShellCommand {
    private static final CommandSyntax SYNTAX = CommandSyntax.of(
                    "pa:watchers", "Lists the watchers of each user at the presence agent, with their authorisation")
            .printsTable();

    private final PresenceAgent agent;

    @Activate
    public WatchersCommand(@Reference PresenceAgent agent) {
        this.agent = agent;
    }

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void execute(CommandCall call) {
        Table table = new Table("entity", "watcher", "by", "status", "event", "seconds");
        agent.watchers().stream()
                .sorted(Comparator.comparing(WatcherSnapshot::entity)
                        .thenComparing(snapshot -> snapshot.watcher().uri()))
                .forEach(snapshot -> row(table, snapshot));
        call.print(table);
    }

    private static void row(Table table, WatcherSnapshot snapshot) {
        Watcher watcher = snapshot.watcher();
        table.row(
                snapshot.entity(),
                watcher.uri(),
                snapshot.internal() ? "bundle" : "sip",
                watcher.status().name().toLowerCase(Locale.ROOT),
                watcher.event(),
                watcher.subscribedFor().map(Duration::toSeconds).orElse(0L));
    }
}
