package io.qsa.sip.endpoint.internal.carrier;

import java.net.InetSocketAddress;

import io.qsa.sip.ListeningPoint;
import io.qsa.sip.endpoint.internal.transport.Flow;

/** Makes the flows of one UDP listening point; most datagrams have the flow of the one before. Safe for any thread. */
final class KnownFlows {
    private final ListeningPoint point;
    private volatile Flow last;

    KnownFlows(ListeningPoint point) {
        this.point = point;
    }

    Flow from(InetSocketAddress peer) {
        Flow known = last;
        if (known == null || !known.peer().equals(peer)) {
            known = new Flow(point, peer);
            last = known;
        }
        return known;
    }
}
