package io.qsa.sip.endpoint.internal.dns;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.xbill.DNS.Name;
import org.xbill.DNS.Type;
import org.xbill.DNS.hosts.HostsFileParser;

/**
 * The names that this machine resolves without DNS: those in its file of hosts, and those without a dot, which the system may
 * complete or find by other means. Safe for any thread; may block.
 */
final class SystemNames {
    private final Optional<Path> hosts;

    /** Reads the file of hosts of this system. */
    SystemNames() {
        hosts = Optional.empty();
    }

    SystemNames(Path hosts) {
        this.hosts = Optional.of(hosts);
    }

    /** The addresses of such a name, perhaps none; empty for any other name. */
    Optional<List<InetAddress>> lookUp(String host) {
        List<InetAddress> listed = listed(host);
        if (!listed.isEmpty()) {
            return Optional.of(listed);
        }
        // RFC 6761 section 6.3: localhost is never looked up in the DNS, even if it is not in the file.
        boolean local = host.equals("localhost") || host.endsWith(".localhost");
        return local || host.indexOf('.') < 0 ? Optional.of(ask(local ? "localhost" : host)) : Optional.empty();
    }

    /** Reads the file each time, which is rare, so that changes are noticed. */
    private List<InetAddress> listed(String host) {
        List<InetAddress> listed = new ArrayList<>(2);
        try {
            HostsFileParser file =
                    hosts.map(path -> new HostsFileParser(path, false)).orElseGet(HostsFileParser::new);
            Name name = Name.fromString(host, Name.root);
            file.getAddressForHost(name, Type.A).ifPresent(listed::add);
            file.getAddressForHost(name, Type.AAAA)
                    .filter(Inet6Address.class::isInstance)
                    .ifPresent(listed::add);
        } catch (IOException unreadable) {
            // A system without such a file, or a name that it cannot hold.
            return listed;
        }
        return listed;
    }

    private static List<InetAddress> ask(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}
