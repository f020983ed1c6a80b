package io.qsa.shell.internal.karaf;

import java.util.List;

import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;

import io.qsa.base.command.ShellCommand;
import io.qsa.shell.internal.call.CallOutput;
import io.qsa.shell.internal.call.CommandRunner;

/** A command as Karaf calls it. Safe for any thread. */
final class KarafCommand implements Command {
    private final ShellCommand command;

    KarafCommand(ShellCommand command) {
        this.command = command;
    }

    @Override
    public String getScope() {
        return command.syntax().scope();
    }

    @Override
    public String getName() {
        return command.syntax().function();
    }

    @Override
    public String getDescription() {
        return command.syntax().description();
    }

    @Override
    public Completer getCompleter(boolean scoped) {
        return new CallCompleter(command.syntax(), scoped);
    }

    @Override
    public Parser getParser() {
        return null;
    }

    /**
     * Runs the command. Karaf has set {@code System.out} of this thread to the pipe of the command.
     *
     * @throws CommandException for wrong words: Karaf shows its text, without a stack trace, and fails the command
     */
    @Override
    public Object execute(Session session, List<Object> arguments) throws CommandException, InterruptedException {
        try {
            CommandRunner.run(command, arguments, new CallOutput(System.out, session.getConsole()));
            return null;
        } catch (IllegalArgumentException wrong) {
            throw new CommandException(wrong.getMessage(), wrong.getMessage(), wrong);
        }
    }
}
