package io.qsa.itests.pa.phone;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.qsa.itests.peer.FreePort;
import io.qsa.itests.peer.PeerProcess;

import static org.awaitility.Awaitility.await;

/** Kamailio as the registrar and proxy of phones; it stays in the dialogs. Confined to its test. */
final class Registrar implements AutoCloseable {
    /** It publishes who is registered (pua_usrloc). */
    static final String PUBLISH = "WITH_PUBLISH";

    private static final String LONGEST_REGISTRATION = "3600";

    private final PeerProcess process;
    private final int port;
    private final Path log;

    private Registrar(PeerProcess process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** @param agent address and port of the presence server */
    static Registrar start(Path directory, String address, String agent, String... switches) throws IOException {
        Path at = Files.createDirectories(directory).toAbsolutePath();
        try (InputStream in = Registrar.class.getResourceAsStream("registrar.cfg")) {
            Files.write(at.resolve("kamailio.cfg"), in.readAllBytes());
        }
        PeerProcess.copy("kamailio.sh", at);
        int port = FreePort.next();
        List<String> command =
                new ArrayList<>(List.of("sh", at.resolve("kamailio.sh").toString(), at.toString()));
        command.addAll(List.of("" + port, LONGEST_REGISTRATION, "ADDRESS=" + address));
        command.addAll(List.of("DOMAIN=\"" + address + "\"", "AGENT=\"sip:" + agent + "\""));
        command.addAll(List.of(switches));
        Path log = at.resolve("registrar.log");
        Registrar registrar = new Registrar(PeerProcess.start(at, log, command), port, log);
        await("the registrar listens, see " + log)
                .atMost(Duration.ofSeconds(20))
                .until(() -> registrar.log().contains("Listening on"));
        return registrar;
    }

    int port() {
        return port;
    }

    /** What it reports, such as requests of which it does not know where they go. */
    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.close();
    }
}
