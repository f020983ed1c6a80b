package io.qsa.itests.pa.phone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import io.qsa.itests.peer.PeerProcess;

import static org.awaitility.Awaitility.await;

/** A phone that needs a terminal, and gets one without a screen. Confined to its test. */
final class TerminalPhone implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final PeerProcess process;
    private final Path log;

    private TerminalPhone(PeerProcess process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a phone whose home is the directory.
     *
     * @param log where it writes its messages
     */
    static TerminalPhone start(Path directory, Path log, String command) throws IOException {
        Path home = Files.createDirectories(directory).toAbsolutePath();
        String shell = "export HOME='" + home + "' TERM=xterm; cd; exec " + command;
        return new TerminalPhone(
                PeerProcess.start(home, home.resolve("screen.log"), List.of("script", "-qfc", shell, "/dev/null")),
                log);
    }

    /** Its messages so far. */
    String messages() throws IOException {
        return Files.exists(log) ? Files.readString(log).replace("\r", "") : "";
    }

    /** How often something is in its messages. */
    long count(Pattern what) throws IOException {
        return what.matcher(messages()).results().count();
    }

    void awaitMessage(Pattern what, int times) {
        await(what + " " + times + " times in " + log).atMost(PATIENCE).until(() -> count(what) >= times);
    }

    @Override
    public void close() {
        process.close();
    }
}
