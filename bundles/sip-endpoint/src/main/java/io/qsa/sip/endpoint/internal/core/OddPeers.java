package io.qsa.sip.endpoint.internal.core;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.qsa.sip.NumericHost;

/**
 * Counts the rule violations of each peer, so that an operator sees whose server is odd. Keeps a bounded number of peers: the
 * one whose last violation is the oldest is removed first. Guarded by its monitor.
 */
final class OddPeers {
    private static final int MAX_PEERS = 100;

    private final Map<InetAddress, Map<String, Long>> byPeer = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Map<String, Long>> eldest) {
            return size() > MAX_PEERS;
        }
    };

    /** @param what one of a few texts, such as {@code unquoted names} */
    synchronized void count(InetAddress peer, String what) {
        byPeer.computeIfAbsent(peer, added -> new TreeMap<>()).merge(what, 1L, Long::sum);
    }

    /** The counts of each peer as text, such as {@code 3 malformed, 12 unquoted names}. */
    synchronized Map<String, String> describe() {
        Map<String, String> described = new TreeMap<>();
        byPeer.forEach((peer, counts) -> described.put(
                NumericHost.format(peer),
                counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "))));
        return described;
    }
}
