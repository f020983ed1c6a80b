package io.qsa.rls.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.function.Supplier;

import io.qsa.base.command.CommandCall;
import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.ShellCommand;
import io.qsa.base.command.Table;

/** {@code rls:watchers}. Safe for any thread. */
final class ListWatchersCommand implements ShellCommand {
    private static final CommandSyntax SYNTAX =
            CommandSyntax.of("rls:watchers", "Lists the watchers of each list").printsTable();

    private final Supplier<Collection<WatchedList>> watched;

    ListWatchersCommand(Supplier<Collection<WatchedList>> watched) {
        this.watched = watched;
    }

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void execute(CommandCall call) {
        Table table = new Table("list", "watcher", "members", "notified");
        watched.get().stream()
                .sorted(Comparator.comparing(WatchedList::uri).thenComparing(WatchedList::watcher))
                .forEach(one -> table.row(one.uri(), one.watcher(), one.size(), one.told()));
        call.print(table);
    }
}
