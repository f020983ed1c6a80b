package io.qsa.sip.endpoint.internal.dns;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

import io.qsa.sip.NumericHost;
import io.qsa.sip.SipUri;
import io.qsa.sip.endpoint.internal.transport.Target;

/**
 * The targets of numeric hosts, which need no look-up. The last one is kept, because most requests go to the same place. Safe
 * for any thread.
 */
final class NumericTargets {
    private final Reach reach;
    private volatile Place last = new Place("", "", 0, Optional.empty());

    /** A host with transport and port, and its one target. */
    private record Place(String host, String transport, int port, Optional<List<Target>> targets) {
        boolean is(String otherHost, String otherTransport, int otherPort) {
            return port == otherPort && host.equals(otherHost) && transport.equals(otherTransport);
        }
    }

    NumericTargets(Reach reach) {
        this.reach = reach;
    }

    /** The one target of a numeric host; empty for a name. */
    Optional<List<Target>> of(SipUri hop) {
        String transport = Transports.of(hop, reach);
        int port = Transports.port(hop, transport);
        Place place = last;
        if (!place.is(hop.targetHost(), transport, port)) {
            place = new Place(hop.targetHost(), transport, port, targets(hop.targetHost(), transport, port));
            last = place.targets.isPresent() ? place : last;
        }
        return place.targets;
    }

    private static Optional<List<Target>> targets(String host, String transport, int port) {
        return NumericHost.parse(host)
                .map(address -> List.of(new Target(transport, new InetSocketAddress(address, port))));
    }
}
