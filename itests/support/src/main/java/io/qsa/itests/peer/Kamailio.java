package io.qsa.itests.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.awaitility.Awaitility.await;

/** A Kamailio presence server on a free port of loopback, with the third party that publishes to it. Confined to its test. */
public final class Kamailio implements AutoCloseable {
    /** It demands digest credentials for each subscription to presence: the password is "secret". */
    public static final String DIGEST = "WITH_AUTH";
    /** Only watchers that the presentity {@link #allow allows} see its status. */
    public static final String RULES = "WITH_RULES";
    /** It grants no less than 120 seconds. */
    public static final String MIN_EXPIRES = "WITH_MIN_EXPIRES";
    /** It is a registrar too, of the domain example.test. */
    public static final String REGISTRAR = "WITH_REG";
    /** It serves the lists that a watcher {@link #putLists puts}. */
    public static final String LISTS = "WITH_RLS";

    private static final Duration START_TIMEOUT = Duration.ofSeconds(20);
    private static final Pattern WATCHER = Pattern.compile("<watcher\\s[^>]*status=\"(\\w+)\"");

    private final Path directory;
    private final int port = FreePort.next();
    private final int tlsPort = FreePort.next();
    private final int maxExpires;
    private final List<String> switches;
    private final SipClient thirdParty = new SipClient(port);
    private final Map<String, String> entityTags = new HashMap<>();
    private PeerProcess process;

    private Kamailio(Path directory, int maxExpires, List<String> switches) {
        this.directory = directory;
        this.maxExpires = maxExpires;
        this.switches = switches;
    }

    /**
     * Starts a server without data; its files are in the directory.
     *
     * @param maxExpires the most seconds that it grants
     * @param switches such as {@link #DIGEST}
     */
    public static Kamailio start(Path directory, int maxExpires, String... switches) {
        Kamailio server = new Kamailio(directory.toAbsolutePath(), maxExpires, List.of(switches));
        server.resume();
        return server;
    }

    /** Starts a server that also speaks TLS, with this certificate. */
    public static Kamailio startWithTls(Path directory, SelfSignedCertificate certificate) {
        return start(
                directory,
                3600,
                "WITH_TLS",
                "CERTIFICATE=\"" + certificate.certificate() + "\"",
                "PRIVATE_KEY=\"" + certificate.privateKey() + "\"");
    }

    /** Starts the server with the data it had when it was {@link #stop stopped}. */
    public void resume() {
        PeerProcess.copy("kamailio.sh", directory);
        PeerProcess.copy("kamailio.cfg", directory);
        List<String> command = new ArrayList<>(
                List.of("sh", directory.resolve("kamailio.sh").toString(), directory.toString(), "" + port));
        command.add("" + maxExpires);
        command.add("TLS_PORT=" + tlsPort);
        command.addAll(switches);
        process = PeerProcess.start(directory, log(), command);
        await("kamailio at port " + port + " answers, see " + directory)
                .atMost(START_TIMEOUT)
                .until(this::answers);
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("kamailio did not start, see " + log());
        }
        return thirdParty.hearsFromServer();
    }

    /** Stops the server as an operator does: it saves its data. */
    public void stop() {
        process.close();
    }

    /** Ends the server without a farewell; {@link #restart} brings it back. */
    public void crash() {
        process.kill();
    }

    /** Starts the server again at the same port; it has forgotten everything. */
    public void restart() {
        entityTags.clear();
        try (Stream<Path> tables = Files.walk(directory.resolve("tables"))) {
            for (Path path : tables.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        resume();
    }

    /** The CPU time that it has used. */
    public Duration cpu() {
        return process.cpu();
    }

    public int port() {
        return port;
    }

    /** Its address over a transport, as a SIP URI. */
    public String uri(String transport) {
        return "sip:127.0.0.1:" + (transport.equals("tls") ? tlsPort : port) + ";transport=" + transport;
    }

    /** A third party publishes a document for an entity, in place of its previous one. */
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

    /**
     * A third party registers for a user of example.test, or unregisters.
     *
     * @param seconds the requested expiry; 0 to unregister
     */
    public void register(String addressOfRecord, int seconds) {
        SipText answer = thirdParty.request("REGISTER", addressOfRecord, "Expires: " + seconds, "");
        if (answer.status() != 200) {
            throw new IllegalStateException("kamailio refused the registration: " + answer);
        }
    }

    /** How many watchers of an entity the server has, by a fetch of presence.winfo (RFC 3857). */
    public int watchersOf(String entity) {
        thirdParty.request(
                "SUBSCRIBE", entity, "Event: presence.winfo\nExpires: 0\nAccept: application/watcherinfo+xml", "");
        Matcher matcher = WATCHER.matcher(thirdParty.awaitRequest("NOTIFY").body());
        return (int)
                matcher.results().filter(m -> !m.group(1).equals("terminated")).count();
    }

    /** The presentity, whose URI is {@code sip:USER@example.test}, lets a watcher see its status: RFC 5025 over XCAP. */
    public void allow(String user, String watcher) {
        String rules =
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <ruleset xmlns="urn:ietf:params:xml:ns:common-policy" xmlns:pr="urn:ietf:params:xml:ns:pres-rules">
                  <rule id="friends">
                    <conditions><identity><one id="%s"/></identity></conditions>
                    <actions><pr:sub-handling>allow</pr:sub-handling></actions>
                    <transformations>
                      <pr:provide-services><pr:all-services/></pr:provide-services>
                    </transformations>
                  </rule>
                </ruleset>
                """
                        .formatted(watcher);
        put("pres-rules", user, "application/auth-policy+xml", rules);
    }

    /** The watcher {@code sip:USER@example.test} gets lists of its own, {@code rls-services} of RFC 4826 over XCAP. */
    public void putLists(String user, String services) {
        put("rls-services", user, "application/rls-services+xml", services);
    }

    private void put(String application, String user, String contentType, String document) {
        URI uri = URI.create("http://127.0.0.1:" + port + "/xcap/" + application + "/users/" + user + "/index");
        HttpRequest put = HttpRequest.newBuilder(uri)
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(START_TIMEOUT)
                .header("Content-Type", contentType)
                .PUT(HttpRequest.BodyPublishers.ofString(document))
                .build();
        try {
            int status = HttpClient.newHttpClient()
                    .send(put, HttpResponse.BodyHandlers.ofString())
                    .statusCode();
            if (status >= 300) {
                throw new IllegalStateException("kamailio refused the document: " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many first SUBSCRIBEs for presence it has seen, without repetitions. */
    public int subscribes() {
        return subscribeTimes().size();
    }

    /** When it saw them, in seconds of its clock. */
    public List<Double> subscribeTimes() {
        return List.copyOf(timesById("subscribe").values());
    }

    /** How many SUBSCRIBEs for presence in a dialog, refreshes and unsubscribes, it has seen, without repetitions. */
    public int refreshes() {
        return timesById("refresh").size();
    }

    /** Call-ID and CSeq of each request that is in the log, the oldest first, and when it was first received. */
    private Map<String, Double> timesById(String kind) {
        Map<String, Double> times = new LinkedHashMap<>();
        Pattern entry = Pattern.compile(kind + ": ([0-9.]+) (.*)");
        lines(kind + ": ")
                .map(entry::matcher)
                .filter(Matcher::find)
                .forEach(line -> times.putIfAbsent(line.group(2), Double.valueOf(line.group(1))));
        return times;
    }

    /** How many subscriptions to presence it has answered with 401. */
    public int challenges() {
        return linesInLog("challenged: ");
    }

    /** How many requests for presence had credentials that it accepts. */
    public int authenticated() {
        return linesInLog("authenticated: ");
    }

    private int linesInLog(String text) {
        // A request that is repeated is in the log again.
        return (int) lines(text)
                .map(line -> line.substring(line.indexOf(text)))
                .distinct()
                .count();
    }

    private Stream<String> lines(String text) {
        try {
            return Files.readAllLines(log()).stream().filter(line -> line.contains(text));
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
        process.close();
    }
}
