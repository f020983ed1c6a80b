package io.qsa.sip.core;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.sip.transport.Flow;

/** Tells of bad messages, one line per peer and minute at most. Guarded by its monitor. */
final class PeerLog {
    private static final Logger LOG = LoggerFactory.getLogger(PeerLog.class);
    private static final long SILENCE_MILLIS = 60_000;
    private static final int MAX_PEERS = 1000;

    private final Map<InetAddress, Long> lastLine = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Long> eldest) {
            return size() > MAX_PEERS;
        }
    };

    /** @param reason without control characters */
    void note(Flow flow, String reason, long now) {
        if (isDue(flow.peer().getAddress(), now)) {
            LOG.info("Refused a message from {}: {}; more of them in this minute are only counted", flow, reason);
        }
    }

    private synchronized boolean isDue(InetAddress peer, long now) {
        Long last = lastLine.get(peer);
        if (last != null && now - last < SILENCE_MILLIS) {
            return false;
        }
        lastLine.put(peer, now);
        return true;
    }
}
