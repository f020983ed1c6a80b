package io.qsa.itests.pa;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.qsa.itests.peer.FreePort;

/** SIPp as user agents that play a scenario with a presence server. Confined to its test. */
final class SippUserAgent {
    private static final int PATIENCE_SECONDS = 60;

    private final Path directory;
    private final int serverPort;

    /** @param directory for all that it writes */
    SippUserAgent(Path directory, int serverPort) {
        this.directory = directory.toAbsolutePath();
        this.serverPort = serverPort;
    }

    /** Plays a scenario this many times, and fails if one run differs from it. */
    void play(String scenario, int times, String user, String entity) {
        Path log = directory.resolve(scenario + ".log");
        try {
            Path script = write(scenario);
            Process sipp = new ProcessBuilder(command(script, times, user, entity))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            await(sipp, scenario, log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start sipp", e);
        }
    }

    private Path write(String scenario) throws IOException {
        try (InputStream in = SippUserAgent.class.getResourceAsStream(scenario + ".xml")) {
            Files.createDirectories(directory);
            Path script = directory.resolve(scenario + ".xml");
            Files.write(script, in.readAllBytes());
            return script;
        }
    }

    private List<String> command(Path script, int times, String user, String entity) {
        List<String> command = new ArrayList<>(List.of(("sipp 127.0.0.1:" + serverPort + " -i 127.0.0.1 -p "
                        + FreePort.next() + " -m " + times + " -l 10 -r 50 -nostdin -timeout " + PATIENCE_SECONDS
                        + " -timeout_error -recv_timeout 20000 -trace_err -error_file errors.log -trace_msg"
                        + " -message_file messages.log")
                .split(" ")));
        command.addAll(List.of("-sf", script.toString(), "-key", "user", user, "-key", "entity", entity, "-au", user));
        // By default it answers a challenge for another URI than the Request-URI.
        command.addAll(List.of("-ap", "secret", "-auth_uri", entity + "@example.test"));
        return command;
    }

    private static void await(Process sipp, String scenario, Path log) {
        try {
            boolean ended = sipp.waitFor(PATIENCE_SECONDS + 10L, TimeUnit.SECONDS);
            if (!ended || sipp.exitValue() != 0) {
                throw new AssertionError(
                        scenario + (ended ? " failed with " + sipp.exitValue() : " does not end") + ", see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sipp.destroyForcibly();
        }
    }
}
