package io.qsa.itests.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that is a peer of a test. It ends with the JVM of the test, however that ends: its script waits for the end
 * of its standard input. Confined to its test.
 */
public final class PeerProcess implements AutoCloseable {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final String LEASH = "leash.sh";

    private final Process process;
    private final Path log;

    private PeerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts a command in a directory; its output is added to the log. */
    public static PeerProcess start(Path directory, Path log, List<String> command) {
        List<String> leashed =
                new ArrayList<>(List.of("sh", directory.resolve(LEASH).toString()));
        leashed.addAll(command);
        try {
            copy(LEASH, directory);
            Process process = new ProcessBuilder(leashed)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new PeerProcess(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    /** Puts a resource of this package into a directory, which is made if need be. */
    public static void copy(String resource, Path directory) {
        try (InputStream in = PeerProcess.class.getResourceAsStream(resource)) {
            Files.createDirectories(directory);
            Files.write(directory.resolve(resource), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The CPU time that it and its child processes have used, in whole ticks of the system. */
    Duration cpu() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .flatMap(part -> part.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** The exit code, if the program ends in time. */
    OptionalInt awaitExit(Duration patience) throws InterruptedException {
        boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        return ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
    }

    /** Ends the program without a farewell. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        close();
    }

    /** Closes the input of the program, by which it ends, and waits for its end. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (awaitExit(STOP_TIMEOUT).isEmpty()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                throw new IllegalStateException("a peer did not stop, see " + log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
