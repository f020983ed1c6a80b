package io.qsa.pa.internal.sip;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.pa.internal.agent.PaSettings;
import io.qsa.sip.ListeningPoint;
import io.qsa.sip.SipEndpoint;

/** Warns when {@code auth=none} is combined with a listening point that other hosts reach. Safe for any thread. */
final class OpenDoor {
    private static final Logger LOG = LoggerFactory.getLogger(OpenDoor.class);

    private final SipEndpoint endpoint;
    private volatile Checked checked = new Checked(PaSettings.DEFAULTS, List.of());

    private record Checked(PaSettings settings, List<ListeningPoint> points) {}

    OpenDoor(SipEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Warns once for each change of settings or listening points that makes it necessary; returns whether it did. */
    boolean check(PaSettings settings) {
        Checked now = new Checked(settings, endpoint.listeningPoints());
        if (now.equals(checked)) {
            return false;
        }
        checked = now;
        List<ListeningPoint> reachable = reachable();
        boolean isOpen = settings.isOpenToAnybody() && !reachable.isEmpty();
        if (isOpen) {
            LOG.warn("auth=none of io.qsa.pa lets anybody who reaches {} see and publish every status", reachable);
        }
        return isOpen;
    }

    /** The listening points that other hosts can reach. */
    List<ListeningPoint> reachable() {
        return endpoint.listeningPoints().stream()
                .filter(point -> !isLoopback(point.host()))
                .toList();
    }

    private static boolean isLoopback(String host) {
        return host.startsWith("127.") || host.equals("[::1]") || host.equals("::1") || host.equals("localhost");
    }
}
