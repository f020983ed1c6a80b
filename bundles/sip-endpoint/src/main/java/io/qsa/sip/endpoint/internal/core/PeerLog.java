package io.qsa.sip.endpoint.internal.core;

import java.net.InetAddress;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.log.OncePerMinute;
import io.qsa.sip.endpoint.internal.transport.Flow;

/** Logs bad messages, at most one line for each peer and minute. Safe for any thread. */
final class PeerLog {
    private static final Logger LOG = LoggerFactory.getLogger(PeerLog.class);

    private final OncePerMinute<InetAddress> peers = new OncePerMinute<>();

    /** @param reason without control characters */
    void note(Flow flow, String reason, long now) {
        if (peers.isDue(flow.peer().getAddress(), now)) {
            LOG.info("Refused a message from {}: {}; more of them in this minute are only counted", flow, reason);
        }
    }

    /** A response that is malformed, and does its work all the same. */
    void noteTaken(Flow flow, String reason, long now) {
        if (peers.isDue(flow.peer().getAddress(), now)) {
            LOG.info(
                    "Took a response from {} although it is malformed: {}; more of them in this minute are only counted",
                    flow,
                    reason);
        }
    }
}
