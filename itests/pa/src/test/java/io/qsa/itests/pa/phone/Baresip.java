package io.qsa.itests.pa.phone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.qsa.itests.peer.FreePort;

/**
 * baresip as the phone of a user: it publishes the user's presence, watches it, and records all messages. Confined to
 * its test.
 */
final class Baresip implements AutoCloseable {
    private static final long STOP_SECONDS = 20;

    private final Process process;
    private final Path log;

    private Baresip(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it as the phone of a user who watches one contact.
     *
     * @param user its address, with the parameters of an account of baresip
     * @param contact a SIP URI
     */
    static Baresip start(Path directory, VirtualLink link, String user, String contact) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(
                directory.resolve("config"),
                """
                sip_listen %s:%d
                net_interface %s
                module_path /usr/lib/baresip/modules
                module g711.so
                module_app account.so
                module_app contact.so
                module_app menu.so
                module_app presence.so
                """
                        .formatted(link.address(), FreePort.next(), link.name()));
        Files.writeString(directory.resolve("accounts"), user + ";regint=0;pubint=60\n");
        Files.writeString(directory.resolve("contacts"), "<" + contact + ">;presence=p2p\n");
        Path log = directory.resolve("baresip.log");
        Process process = new ProcessBuilder("baresip", "-f", directory.toString(), "-s", "-v")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Baresip(process, log);
    }

    /** The messages sent and received. */
    String messages() throws IOException {
        return Files.readString(log);
    }

    /** Lets it take leave, and waits until it has. */
    void quit() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("baresip does not end, see " + log);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
