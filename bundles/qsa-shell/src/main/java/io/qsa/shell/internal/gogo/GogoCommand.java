package io.qsa.shell.internal.gogo;

import java.io.PrintStream;
import java.util.List;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;

import io.qsa.base.command.ShellCommand;
import io.qsa.shell.internal.call.CallOutput;
import io.qsa.shell.internal.call.CommandRunner;

/** A command as Gogo calls it. Its output goes into the pipe, if there is one. Safe for any thread. */
final class GogoCommand implements Function {
    private final ShellCommand command;

    GogoCommand(ShellCommand command) {
        this.command = command;
    }

    @Override
    public Object execute(CommandSession session, List<Object> arguments) throws InterruptedException {
        Process process = Process.Utils.current();
        PrintStream console = session.getConsole();
        CommandRunner.run(command, arguments, new CallOutput(process == null ? console : process.out(), console));
        return null;
    }
}
