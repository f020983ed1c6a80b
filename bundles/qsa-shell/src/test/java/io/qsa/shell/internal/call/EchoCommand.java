package io.qsa.shell.internal.call;

import java.util.List;

import io.qsa.base.command.CommandCall;
import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.ShellCommand;
import io.qsa.base.command.Table;

/** A command for tests that prints its arguments as a table. Immutable. */
public final class EchoCommand implements ShellCommand {
    private static final CommandSyntax SYNTAX = CommandSyntax.of("test:echo", "Prints its arguments")
            .option("--count", "N", "How often")
            .flag("--loud", "In capitals")
            .argument("WHAT", "What to print", () -> List.of("sip:alice@example.com", "sip:bob@example.com"))
            .optionalArgument("MORE", "What else to print", List::of)
            .printsTable();

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void execute(CommandCall call) {
        if (call.argument("WHAT").equals("nonsense")) {
            throw new IllegalArgumentException("WHAT is nonsense");
        }
        call.print(new Table("what", "more", "count", "loud")
                .row(
                        call.argument("WHAT"),
                        call.optionalArgument("MORE").orElse(""),
                        call.option("--count").map(Integer::valueOf).orElse(1),
                        call.has("--loud")));
    }
}
