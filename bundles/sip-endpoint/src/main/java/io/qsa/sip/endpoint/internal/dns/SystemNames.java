package io.qsa.sip.endpoint.internal.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The names that this machine resolves without DNS: those in its file of hosts, and those without a dot, which the system may
 * complete or find by other means. Safe for any thread; may block.
 */
final class SystemNames {
    private final HostsFile hosts;

    /** Reads the file of hosts of this system. */
    SystemNames() {
        hosts = HostsFile.ofSystem();
    }

    SystemNames(Path hosts) {
        this.hosts = new HostsFile(hosts);
    }

    /** The addresses of such a name, perhaps none; empty for any other name. */
    Optional<List<InetAddress>> lookUp(String host) {
        List<InetAddress> listed = hosts.addressesOf(host);
        if (!listed.isEmpty()) {
            return Optional.of(listed);
        }
        // RFC 6761 section 6.3: localhost is never looked up in the DNS, even if it is not in the file.
        boolean local = host.equals("localhost") || host.endsWith(".localhost");
        return local || host.indexOf('.') < 0 ? Optional.of(ask(local ? "localhost" : host)) : Optional.empty();
    }

    private static List<InetAddress> ask(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}
