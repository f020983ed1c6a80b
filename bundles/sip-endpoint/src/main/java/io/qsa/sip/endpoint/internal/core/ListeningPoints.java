package io.qsa.sip.endpoint.internal.core;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.qsa.sip.ListeningPoint;
import io.qsa.sip.endpoint.internal.dns.Reach;
import io.qsa.sip.endpoint.internal.transport.Carrier;
import io.qsa.sip.endpoint.internal.transport.ListenAddress;
import io.qsa.sip.endpoint.internal.transport.Target;

/** The listening points that are open. Changed by one thread at a time, read by any. */
final class ListeningPoints implements Reach {
    private final Carrier carrier;
    private volatile List<Open> open = List.of();

    ListeningPoints(Carrier carrier) {
        this.carrier = carrier;
    }

    /** All that are open, in the order of the setting. */
    List<ListeningPoint> all() {
        return open.stream().map(one -> one.point).toList();
    }

    /** Whether all open ones are wanted, so that none needs to be closed. */
    boolean isPartOf(List<ListenAddress> wanted) {
        return open.stream().allMatch(one -> wanted.contains(one.address));
    }

    /**
     * Closes those that are not configured any more and opens those that are missing. Blocks for a moment.
     *
     * @return the addresses that could not be opened, and why
     */
    synchronized Map<ListenAddress, IOException> change(List<ListenAddress> wanted) {
        List<Open> kept = new ArrayList<>(open);
        kept.removeIf(one -> !wanted.contains(one.address));
        List<Open> ended = new ArrayList<>(open);
        ended.removeAll(kept);
        open = List.copyOf(kept);
        ended.forEach(one -> carrier.close(one.point));
        Map<ListenAddress, IOException> failures = new LinkedHashMap<>();
        for (ListenAddress address : wanted) {
            if (kept.stream().noneMatch(one -> one.address.equals(address))) {
                try {
                    kept.add(new Open(address, carrier.open(address)));
                } catch (IOException e) {
                    failures.put(address, e);
                }
            }
        }
        kept.sort(Comparator.comparingInt(one -> wanted.indexOf(one.address)));
        open = List.copyOf(kept);
        return failures;
    }

    @Override
    public boolean speaks(String transport) {
        for (Open one : open) {
            if (one.point.transport().equals(transport)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean reaches(Class<? extends InetAddress> family) {
        return open.stream()
                .anyMatch(one -> one.address.address().isAnyLocalAddress() || family.isInstance(one.address.address()));
    }

    /** The listening point from which to reach an address. */
    Optional<ListeningPoint> towards(Target target) {
        InetAddress peer = target.address().getAddress();
        Open best = null;
        for (Open one : open) {
            if (one.point.transport().equals(target.transport())
                    && one.reach(peer) > (best == null ? 0 : best.reach(peer))) {
                best = one;
            }
        }
        return Optional.ofNullable(best).map(one -> one.point);
    }

    private static final class Open {
        private final ListenAddress address;
        private final ListeningPoint point;

        Open(ListenAddress address, ListeningPoint point) {
            this.address = address;
            this.point = point;
        }

        /** How well a peer can be reached from here: 0 for not at all. */
        int reach(InetAddress peer) {
            InetAddress local = address.address();
            if (local.isAnyLocalAddress()) {
                return 2;
            }
            if (local.getClass() != peer.getClass()) {
                return 0;
            }
            return local.isLoopbackAddress() == peer.isLoopbackAddress() ? 3 : 1;
        }
    }
}
