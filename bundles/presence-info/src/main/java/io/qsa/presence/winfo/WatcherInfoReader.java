package io.qsa.presence.winfo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.qsa.presence.xml.XmlCursor;
import io.qsa.presence.xml.XmlException;
import io.qsa.presence.xml.XmlText;

/** Reads watcher information (RFC 3858) of unknown origin. Safe for any thread. */
public final class WatcherInfoReader {
    static final String NAMESPACE = "urn:ietf:params:xml:ns:watcherinfo";
    /** Of the package that is watched. */
    static final String PRESENCE = "presence";

    private WatcherInfoReader() {}

    /**
     * Reads a document about the watchers of the presence of one resource; lists about other packages are ignored. A
     * document without such a list has no watchers, and its resource is empty.
     *
     * @throws XmlException if it is not well-formed watcher information
     */
    public static WatcherInfo read(byte[] bytes) throws XmlException {
        return XmlCursor.read(bytes, WatcherInfoReader::document);
    }

    private static WatcherInfo document(XmlCursor cursor) throws XmlException {
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
        return full ? WatcherInfo.full(resource, version, watchers) : WatcherInfo.partial(resource, version, watchers);
    }

    private static List<Watcher> watchers(XmlCursor cursor) throws XmlException {
        List<Watcher> watchers = new ArrayList<>();
        while (cursor.nextChild()) {
            if (cursor.isIn(NAMESPACE) && cursor.name().equals("watcher")) {
                watchers.add(watcher(cursor));
            } else {
                cursor.skip();
            }
        }
        return watchers;
    }

    private static Watcher watcher(XmlCursor cursor) throws XmlException {
        String id = cursor.attribute("id").trim();
        Watcher.Status status = status(cursor.attribute("status"));
        String event = cursor.attribute("event").trim();
        String since = cursor.attribute("duration-subscribed").trim();
        Watcher watcher = Watcher.of(id, cursor.text().trim(), status, event);
        return since.isEmpty() ? watcher : watcher.subscribedFor(Duration.ofSeconds(number(since)));
    }

    private static Watcher.Status status(String text) throws XmlException {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "pending" -> Watcher.Status.PENDING;
            case "active" -> Watcher.Status.ACTIVE;
            case "waiting" -> Watcher.Status.WAITING;
            case "terminated" -> Watcher.Status.TERMINATED;
            default -> throw new XmlException("no status of a watcher: '" + XmlText.printable(text) + "'");
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
        if (!text.trim().matches("[0-9]{1,18}")) {
            throw new XmlException("no number: '" + XmlText.printable(text) + "'");
        }
        return Long.parseLong(text.trim());
    }
}
