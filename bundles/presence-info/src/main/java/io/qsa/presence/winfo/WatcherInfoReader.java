package io.qsa.presence.winfo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.qsa.presence.xml.XmlCursor;
import io.qsa.presence.xml.XmlException;
import io.qsa.presence.xml.XmlText;

/** Reads watcher information (RFC 3858) of unknown origin. Safe for any thread. */
public final class WatcherInfoReader {
    static final String NAMESPACE = "urn:ietf:params:xml:ns:watcherinfo";
    /** Of the package that is watched. */
    static final String PRESENCE = "presence";

    private int passedOver;

    private WatcherInfoReader() {}

    /**
     * Reads a document about the watchers of the presence of one resource; lists about other packages are ignored. A
     * document without such a list has no watchers, and its resource is empty.
     *
     * @throws XmlException if it is not well-formed watcher information
     */
    public static WatcherInfo read(byte[] bytes) throws XmlException {
        return XmlCursor.read(bytes, cursor -> new WatcherInfoReader().document(cursor));
    }

    private WatcherInfo document(XmlCursor cursor) throws XmlException {
        if (!cursor.isIn(NAMESPACE) || !cursor.name().equals("watcherinfo")) {
            throw new XmlException("the root is not 'watcherinfo' of " + NAMESPACE);
        }
        long version = number(cursor.attribute("version"));
        boolean full = isFull(cursor.attribute("state"));
        String resource = "";
        List<Watcher> watchers = List.of();
        while (cursor.nextChild()) {
            boolean isList = cursor.isIn(NAMESPACE) && cursor.name().equals("watcher-list");
            if (!isList || !cursor.attribute("package").equals(PRESENCE)) {
                cursor.skip();
                continue;
            }
            resource = XmlText.required("resource", cursor.attribute("resource").trim());
            watchers = watchers(cursor);
        }
        if (watchers.isEmpty() && passedOver > 0) {
            throw new XmlException("no watcher has a valid id, status, event and URI");
        }
        WatcherInfo info =
                full ? WatcherInfo.full(resource, version, watchers) : WatcherInfo.partial(resource, version, watchers);
        return info.withPassedOver(passedOver);
    }

    private List<Watcher> watchers(XmlCursor cursor) throws XmlException {
        List<Watcher> watchers = new ArrayList<>();
        while (cursor.nextChild()) {
            if (cursor.isIn(NAMESPACE) && cursor.name().equals("watcher")) {
                watcher(cursor).ifPresentOrElse(watchers::add, () -> passedOver++);
            } else {
                cursor.skip();
            }
        }
        return watchers;
    }

    /** Empty if its id, status, event or URI is missing or invalid. */
    private static Optional<Watcher> watcher(XmlCursor cursor) throws XmlException {
        String id = cursor.attribute("id").trim();
        Optional<Watcher.Status> status = status(cursor.attribute("status"));
        String event = cursor.attribute("event").trim();
        String since = cursor.attribute("duration-subscribed").trim();
        String uri = cursor.textIfAlone().map(String::trim).orElse("");
        if (id.isEmpty() || event.isEmpty() || uri.isEmpty()) {
            return Optional.empty();
        }
        return status.map(known -> Watcher.of(id, uri, known, event))
                .map(watcher -> isNumber(since) ? watcher.subscribedFor(seconds(since)) : watcher);
    }

    private static Duration seconds(String text) {
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private static Optional<Watcher.Status> status(String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "pending" -> Optional.of(Watcher.Status.PENDING);
            case "active" -> Optional.of(Watcher.Status.ACTIVE);
            case "waiting" -> Optional.of(Watcher.Status.WAITING);
            case "terminated" -> Optional.of(Watcher.Status.TERMINATED);
            default -> Optional.empty();
        };
    }

    private static boolean isFull(String text) throws XmlException {
        return switch (text.trim()) {
            case "full" -> true;
            case "partial" -> false;
            default -> throw new XmlException("no state of a document: '" + XmlText.printable(text) + "'");
        };
    }

    private static long number(String text) throws XmlException {
        if (!isNumber(text.trim())) {
            throw new XmlException("no number: '" + XmlText.printable(text) + "'");
        }
        return Long.parseLong(text.trim());
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]{1,18}");
    }
}
