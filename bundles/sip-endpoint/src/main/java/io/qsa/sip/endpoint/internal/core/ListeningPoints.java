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

    /**
     * The listening point from which to reach an address.
     *
     * @param known the one that the peer knows: if possible it is that one or, for another transport, one with its host
     */
    Optional<ListeningPoint> towards(Target target, Optional<ListeningPoint> known) {
        InetAddress peer = target.address().getAddress();
        Open best = null;
        int most = 0;
        for (Open one : open) {
            int reach = one.point.transport().equals(target.transport()) ? one.reach(peer) : 0;
            int worth = reach == 0 || known.isEmpty() ? reach : reach + one.likeness(known.get(), peer);
            if (worth > most) {
                best = one;
                most = worth;
            }
        }
        return Optional.ofNullable(best).map(one -> one.point);
    }

    /** The open listening point that is the same for peers. */
    Optional<ListeningPoint> sameAs(ListeningPoint point) {
        return open.stream()
                .map(one -> one.point)
                .filter(candidate -> candidate.isSameAs(point))
                .findFirst();
    }

    /** The first one that has a sips URI. */
    Optional<ListeningPoint> secure() {
        return open.stream()
                .map(one -> one.point)
                .filter(ListeningPoint::isSecure)
                .findFirst();
    }

    private static final class Open {
        private final ListenAddress address;
        private final ListeningPoint point;

        Open(ListenAddress address, ListeningPoint point) {
            this.address = address;
            this.point = point;
        }

        /** More than any difference in reach if it is the one that a peer knows, less if it has its host only. */
        int likeness(ListeningPoint known, InetAddress peer) {
            boolean isDeadEnd = address.address().isLoopbackAddress() && !peer.isLoopbackAddress();
            if (isDeadEnd || !point.host().equals(known.host())) {
                return 0;
            }
            return point.isSameAs(known) ? 20 : 10;
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
