package io.qsa.itests.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.awaitility.Awaitility.await;

/**
 * A Kamailio presence server on a free port of loopback, with the third party that publishes to it. It ends with the
 * JVM of the test, however that ends: its script waits for the end of its standard input. Confined to its test.
 */
public final class Kamailio implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final Pattern WATCHER = Pattern.compile("<watcher\\s[^>]*status=\"(\\w+)\"");

    private final Path directory;
    private final int port;
    private final int maxExpires;
    private final String variant;
    private final SipClient thirdParty;
    private final Map<String, String> entityTags = new HashMap<>();
    private Process process;

    private Kamailio(Path directory, int port, int maxExpires, String variant) {
        this.directory = directory;
        this.port = port;
        this.maxExpires = maxExpires;
        this.variant = variant;
        this.thirdParty = new SipClient(port);
    }

    /**
     * Starts a server that knows nothing; all that it writes is in the directory.
     *
     * @param maxExpires the most seconds that it grants
     */
    public static Kamailio start(Path directory, int maxExpires) {
        return start(directory, maxExpires, "");
    }

    /** Starts a server that wants digest credentials for each subscription to presence: the password is "secret". */
    public static Kamailio startWithDigest(Path directory, int maxExpires) {
        return start(directory, maxExpires, "WITH_AUTH");
    }

    private static Kamailio start(Path directory, int maxExpires, String variant) {
        Kamailio server = new Kamailio(directory.toAbsolutePath(), FreePort.next(), maxExpires, variant);
        server.start();
        return server;
    }

    private void start() {
        entityTags.clear();
        try {
            Files.createDirectories(directory);
            copy("kamailio.sh");
            copy("kamailio.cfg");
            process = new ProcessBuilder("sh", "kamailio.sh", directory.toString(), "" + port, "" + maxExpires, variant)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start kamailio", e);
        }
        await("kamailio at port " + port + " answers, see " + directory)
                .atMost(START_TIMEOUT)
                .until(this::answers);
    }

    private void copy(String resource) throws IOException {
        try (InputStream in = Kamailio.class.getResourceAsStream(resource)) {
            Files.write(directory.resolve(resource), in.readAllBytes());
        }
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("kamailio did not start, see " + log());
        }
        return thirdParty.hearsFromServer();
    }

    /** Ends the server without a farewell; {@link #restart} brings it back. */
    public void crash() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        stop();
    }

    /** Starts the server again at the same port; it has forgotten everything. */
    public void restart() {
        start();
    }

    public int port() {
        return port;
    }

    /** Its address over a transport, as a SIP URI. */
    public String uri(String transport) {
        return "sip:127.0.0.1:" + port + ";transport=" + transport;
    }

    /** A third party publishes a document for an entity, in place of what it published before. */
    public void publish(String entity, String document) {
        SipText answer = publish(entity, document, entityTags.remove(entity));
        if (answer.status() == 412) {
            answer = publish(entity, document, null);
        }
        if (answer.status() != 200) {
            throw new IllegalStateException("kamailio refused the publication: " + answer);
        }
        entityTags.put(entity, answer.header("SIP-ETag"));
    }

    private SipText publish(String entity, String document, String entityTag) {
        String headers = "Event: presence\nExpires: 600\nContent-Type: " + Pidf.TYPE + "\n"
                + (entityTag == null ? "" : "SIP-If-Match: " + entityTag);
        return thirdParty.request("PUBLISH", entity, headers, document);
    }

    /** How many watchers of an entity the server has, asked for as RFC 3857 has it: by a fetch of presence.winfo. */
    public int watchersOf(String entity) {
        thirdParty.request(
                "SUBSCRIBE", entity, "Event: presence.winfo\nExpires: 0\nAccept: application/watcherinfo+xml", "");
        Matcher matcher = WATCHER.matcher(thirdParty.awaitRequest("NOTIFY").body());
        return (int)
                matcher.results().filter(m -> !m.group(1).equals("terminated")).count();
    }

    /** How many subscriptions to presence it has answered with 401, where it {@link #startWithDigest wants credentials}. */
    public int challenges() {
        return linesInLog("challenged: ");
    }

    /** How many requests for presence came with credentials that it takes. */
    public int authenticated() {
        return linesInLog("authenticated: ");
    }

    private int linesInLog(String text) {
        try {
            return (int) Files.readAllLines(log()).stream()
                    .filter(line -> line.contains(text))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log() {
        return directory.resolve("kamailio.log");
    }

    @Override
    public void close() {
        thirdParty.close();
        stop();
    }

    /** Lets go of the leash: the script ends the server. */
    private void stop() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                throw new IllegalStateException("kamailio did not stop, see " + directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
