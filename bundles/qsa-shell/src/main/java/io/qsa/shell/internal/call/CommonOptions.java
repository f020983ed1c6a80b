package io.qsa.shell.internal.call;

import io.qsa.base.command.CommandSyntax;

/** The options that the shell adds to those of a command. */
public final class CommonOptions {
    static final String JSON = "--json";
    static final String HELP = "--help";

    private CommonOptions() {}

    /** The syntax as the user meets it: with {@code --help}, and with {@code --json} where a table is printed. */
    public static CommandSyntax withCommon(CommandSyntax syntax) {
        CommandSyntax whole = syntax.isTable() ? syntax.flag(JSON, "Print JSON for programs") : syntax;
        return whole.flag(HELP, "Print this help");
    }
}
