package io.qsa.rls.internal;

import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

import io.qsa.base.command.CommandCall;
import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.ShellCommand;
import io.qsa.base.command.Table;
import io.qsa.rls.ResourceList;

/** {@code rls:lists}. Safe for any thread. */
final class ListsCommand implements ShellCommand {
    private static final CommandSyntax SYNTAX = CommandSyntax.of(
                    "rls:lists", "Lists the lists that may be subscribed to")
            .printsTable();

    private final Supplier<List<ResourceList>> lists;

    ListsCommand(Supplier<List<ResourceList>> lists) {
        this.lists = lists;
    }

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void execute(CommandCall call) {
        Table table = new Table("list", "entries", "packages");
        lists.get().stream()
                .sorted(Comparator.comparing(ResourceList::uri))
                .forEach(list -> table.row(list.uri(), list.entries().size(), packagesOf(list)));
        call.print(table);
    }

    private static String packagesOf(ResourceList list) {
        return list.packages().isEmpty() ? "any" : String.join(" ", list.packages());
    }
}
