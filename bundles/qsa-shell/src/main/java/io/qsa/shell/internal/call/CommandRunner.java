package io.qsa.shell.internal.call;

import java.util.List;
import java.util.Map;

import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.ShellCommand;

/** Runs one call of a command for whichever shell it was made in. Safe for any thread. */
public final class CommandRunner {
    private CommandRunner() {}

    /**
     * Checks the words against the syntax and runs the command, or prints its help if the words ask for it.
     *
     * @throws IllegalArgumentException for wrong words; its message is for the user
     * @throws InterruptedException if the user ended the call
     */
    public static void run(ShellCommand command, List<?> words, CallOutput out) throws InterruptedException {
        CommandSyntax syntax = command.syntax();
        Map<String, String> values =
                parse(syntax, words.stream().map(String::valueOf).toList());
        if (values.containsKey(CommonOptions.HELP)) {
            out.print(Usage.help(syntax));
        } else {
            command.execute(new PrintedCall(values, out));
        }
    }

    private static Map<String, String> parse(CommandSyntax syntax, List<String> words) {
        try {
            return CallParser.parse(syntax, words);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    Usage.name(syntax) + ": " + wrong.getMessage() + System.lineSeparator() + Usage.line(syntax),
                    wrong);
        }
    }
}
