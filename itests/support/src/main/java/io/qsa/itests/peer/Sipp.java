package io.qsa.itests.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

import static org.awaitility.Awaitility.await;

/** SIPp as a notifier that follows a script, on a free port of loopback. Confined to its test. */
public final class Sipp implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int ATTEMPTS = 5;

    private final Path directory;
    private final int port;
    private final PeerProcess process;

    private Sipp(Path directory, int port, PeerProcess process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /** Starts SIPp; it ends when it has been through its scenario. All that it writes is in the directory. */
    public static Sipp start(Path directory, Scenario scenario) {
        Path absolute = directory.toAbsolutePath();
        try {
            Files.writeString(Files.createDirectories(absolute).resolve("scenario.xml"), scenario.xml());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = FreePort.next();
            PeerProcess process =
                    PeerProcess.start(absolute, absolute.resolve("sipp.log"), command(port, scenario.calls()));
            // Another process may have bound the port in the meantime: then SIPp ends.
            await("SIPp at port " + port + ", see " + directory)
                    .atMost(PATIENCE)
                    .until(() -> !process.isAlive() || !FreePort.isFree(port));
            if (process.isAlive()) {
                return new Sipp(absolute, port, process);
            }
        }
        throw new IllegalStateException("SIPp does not start, see " + directory);
    }

    private static List<String> command(int port, int calls) {
        String patience = "" + PATIENCE.toMillis();
        return List.of(("sipp -sf scenario.xml -i 127.0.0.1 -p " + port + " -m " + calls + " -nostdin -nd -timeout "
                        + PATIENCE.toSeconds() + " -timeout_error -recv_timeout " + patience
                        + " -trace_msg -message_file messages.log -trace_err -error_file errors.log")
                .split(" "));
    }

    public int port() {
        return port;
    }

    /** The address of a user at this server. */
    public String uriOf(String user) {
        return "sip:" + user + "@127.0.0.1:" + port;
    }

    /** Waits until SIPp has finished its scenario, and fails if anything differed from it. */
    public void awaitSuccess() throws InterruptedException {
        OptionalInt code = process.awaitExit(PATIENCE);
        if (code.isEmpty() || code.getAsInt() != 0) {
            String story = code.isEmpty() ? "does not come to an end" : "failed with " + code.getAsInt();
            throw new AssertionError("SIPp " + story + ", see " + directory + ": " + errors() + trace());
        }
    }

    private String errors() {
        Path errors = directory.resolve("errors.log");
        try {
            return Files.exists(errors) ? Files.readString(errors) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The messages sent and received until now. */
    public SippTrace trace() {
        return SippTrace.read(directory.resolve("messages.log"));
    }

    @Override
    public void close() {
        process.close();
    }
}
