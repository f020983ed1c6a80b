package io.qsa.shell.internal.call;

import java.io.PrintStream;
import java.util.List;

/**
 * Where the output of a call goes: into the pipe of the command, and so finally to the console. A pipe does not pass a
 * flush on, so the console is flushed too; otherwise a line would be seen only when the command ends. Confined to the
 * thread of the command.
 */
public final class CallOutput {
    private final PrintStream pipe;
    private final PrintStream console;

    public CallOutput(PrintStream pipe, PrintStream console) {
        this.pipe = pipe;
        this.console = console;
    }

    /** Prints the lines at once. */
    void print(List<String> lines) {
        lines.forEach(pipe::println);
        pipe.flush();
        console.flush();
    }
}
