package io.qsa.sip.endpoint.internal.core;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import io.qsa.base.tolerance.Tolerances;
import io.qsa.sip.Oddity;
import io.qsa.sip.endpoint.internal.transport.Flow;

/** Decides which rule violations of peers are accepted, and counts and logs them by kind and peer. Safe for any thread. */
final class PeerFaults {
    private static final String MALFORMED = "malformed";
    private static final String TOO_LARGE = "too large";

    private final Tolerances tolerances;
    private final LongSupplier clock;
    private final OddPeers peers = new OddPeers();
    private final PeerLog log = new PeerLog();

    /** @param clock milliseconds that never go back */
    PeerFaults(BooleanSupplier strict, LongSupplier clock) {
        this.tolerances = new Tolerances(strict, List.of(EndpointTolerance.values()));
        this.clock = clock;
    }

    /** Whether a message with this oddity is accepted. */
    boolean takes(Oddity oddity, Flow flow) {
        return takes(EndpointTolerance.of(oddity), flow);
    }

    /** Whether a malformed response is accepted. */
    boolean takesResponse(Flow flow, String reason) {
        boolean isTaken = takes(EndpointTolerance.MALFORMED_RESPONSES, flow);
        if (isTaken) {
            log.noteTaken(flow, reason, clock.getAsLong());
        }
        return isTaken;
    }

    private boolean takes(EndpointTolerance kind, Flow flow) {
        peers.count(flow.peer().getAddress(), kind.label());
        return tolerances.takes(kind);
    }

    /** A message was refused or ignored. */
    void refused(Flow flow, String reason) {
        refused(flow, MALFORMED, reason);
    }

    /** A message was larger than this many bytes. */
    void tooLarge(Flow flow, int limit) {
        refused(flow, TOO_LARGE, "a message of more than " + limit + " bytes");
    }

    private void refused(Flow flow, String kind, String reason) {
        peers.count(flow.peer().getAddress(), kind);
        log.note(flow, reason, clock.getAsLong());
    }

    /** The counters of accepted violations, by name. */
    Map<String, Long> tolerated() {
        return tolerances.values();
    }

    /** The violations of each peer as text. */
    Map<String, String> byPeer() {
        return peers.describe();
    }
}
