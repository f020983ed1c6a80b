package io.qsa.presence.b2b;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;

import org.osgi.framework.Constants;

import io.qsa.sip.RequestHandler;
import io.qsa.spi.Notifier;

/** The service properties of the notifier and its handler at one moment. Immutable. */
final class Announcement {
    private final List<String> packages;
    private final List<String> events;
    private final List<String> accepted;
    private final List<String> supported;
    private final boolean accepting;
    private final int ranking;

    Announcement(B2bNotifier notifier) {
        packages = notifier.packages();
        events = notifier.events();
        accepted = notifier.accepted();
        supported = notifier.supported();
        accepting = notifier.isAccepting();
        ranking = notifier.ranking();
    }

    Dictionary<String, Object> ofNotifier() {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Notifier.NAME, B2bNotifier.NAME);
        properties.put(Notifier.PACKAGES, packages.toArray(String[]::new));
        properties.put(Notifier.ACCEPTING, accepting);
        properties.put(Constants.SERVICE_RANKING, ranking);
        return properties;
    }

    Dictionary<String, Object> ofHandler() {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(RequestHandler.METHODS, new String[] {"NOTIFY"});
        properties.put(RequestHandler.EVENTS, events.toArray(String[]::new));
        properties.put(RequestHandler.ACCEPT, accepted.toArray(String[]::new));
        properties.put(RequestHandler.SUPPORTED, supported.toArray(String[]::new));
        return properties;
    }

    boolean isEqualTo(Announcement other) {
        return packages.equals(other.packages)
                && events.equals(other.events)
                && accepted.equals(other.accepted)
                && supported.equals(other.supported)
                && accepting == other.accepting
                && ranking == other.ranking;
    }
}
