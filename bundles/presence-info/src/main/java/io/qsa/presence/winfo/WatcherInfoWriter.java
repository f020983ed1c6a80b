package io.qsa.presence.winfo;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import io.qsa.presence.xml.XmlText;

/** Writes watcher information (RFC 3858), with everything escaped that is not markup. Safe for any thread. */
public final class WatcherInfoWriter {
    private WatcherInfoWriter() {}

    /** A valid document in UTF-8; reading it gives the same. */
    public static byte[] write(WatcherInfo info) {
        StringBuilder out = new StringBuilder(512);
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<watcherinfo");
        attribute(out, "xmlns", WatcherInfoReader.NAMESPACE);
        attribute(out, "version", String.valueOf(info.version()));
        attribute(out, "state", info.isFull() ? "full" : "partial");
        out.append("><watcher-list");
        attribute(out, "resource", info.resource());
        attribute(out, "package", WatcherInfoReader.PRESENCE);
        out.append('>');
        info.watchers().forEach(watcher -> watcher(out, watcher));
        out.append("</watcher-list></watcherinfo>\n");
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void watcher(StringBuilder out, Watcher watcher) {
        out.append("<watcher");
        attribute(out, "id", watcher.id());
        attribute(out, "status", watcher.status().name().toLowerCase(Locale.ROOT));
        attribute(out, "event", watcher.event());
        watcher.subscribedFor()
                .ifPresent(since -> attribute(out, "duration-subscribed", String.valueOf(since.toSeconds())));
        out.append('>');
        XmlText.appendContent(out, watcher.uri());
        out.append("</watcher>");
    }

    private static void attribute(StringBuilder out, String name, String value) {
        out.append(' ').append(name).append("=\"");
        XmlText.appendValue(out, value);
        out.append('"');
    }
}
