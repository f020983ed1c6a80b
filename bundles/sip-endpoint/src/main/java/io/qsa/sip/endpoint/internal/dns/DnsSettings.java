package io.qsa.sip.endpoint.internal.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.qsa.sip.NumericHost;
import io.qsa.sip.SipUri;

/**
 * How names are looked up. Immutable.
 *
 * @param servers the name servers to ask; none for those of the system
 * @param timeout how long the look-up of one next hop may take in all
 * @param cacheSize for how many next hops the result is cached
 */
public record DnsSettings(List<InetSocketAddress> servers, Duration timeout, int cacheSize) {
    private static final int PORT = 53;

    public DnsSettings {
        servers = List.copyOf(servers);
    }

    /**
     * Reads a list of {@code ADDRESS} or {@code ADDRESS:PORT}; anything else is an {@link IllegalArgumentException}.
     */
    public static List<InetSocketAddress> parseServers(String text) {
        List<InetSocketAddress> servers = new ArrayList<>();
        for (String entry : text.split("[,\\n\\r]")) {
            if (!entry.isBlank()) {
                servers.add(parseServer(entry.trim()));
            }
        }
        return servers;
    }

    private static InetSocketAddress parseServer(String entry) {
        SipUri uri = SipUri.parse("sip:" + entry);
        return new InetSocketAddress(
                NumericHost.parse(uri.host())
                        .orElseThrow(() -> new IllegalArgumentException("has an entry that is no address")),
                uri.port().orElse(PORT));
    }
}
