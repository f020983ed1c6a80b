package io.qsa.itests.pa.phone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A network link that ends in this machine, for peers that do not use loopback. It needs the permission to create one.
 */
final class VirtualLink implements AutoCloseable {
    private static final String NAME = "qsa-itests0";
    private static final String PEER = "qsa-itests1";
    private static final String ADDRESS = "10.177.0.1";

    private VirtualLink() {}

    static VirtualLink open() {
        run("ip", "link", "add", NAME, "type", "veth", "peer", "name", PEER);
        VirtualLink link = new VirtualLink();
        run("ip", "addr", "add", ADDRESS + "/30", "dev", NAME);
        run("ip", "link", "set", NAME, "up");
        run("ip", "link", "set", PEER, "up");
        return link;
    }

    String name() {
        return NAME;
    }

    String address() {
        return ADDRESS;
    }

    private static void run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(
                        "needs the right to make a network link: " + String.join(" ", command) + ": " + output);
            }
        } catch (IOException e) {
            throw new AssertionError("needs ip (Debian: apt-get install iproute2)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        run("ip", "link", "del", NAME);
    }
}
