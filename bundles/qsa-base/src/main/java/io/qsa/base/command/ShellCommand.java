package io.qsa.base.command;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A command for the shell: a whiteboard service. The shell checks the call against the syntax, offers completion and
 * help, and prints the output of the command, as text for people or, with {@code --json}, for programs.
 */
@ConsumerType
public interface ShellCommand {
    CommandSyntax syntax();

    /**
     * Runs one call, on the thread of the shell; may block, and must then end when it is interrupted.
     *
     * @throws IllegalArgumentException if an argument is wrong; its message is all that the user sees
     * @throws InterruptedException if the user ended the call
     */
    void execute(CommandCall call) throws InterruptedException;
}
