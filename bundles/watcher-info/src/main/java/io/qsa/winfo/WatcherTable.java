package io.qsa.winfo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.qsa.Document;
import io.qsa.event.BadBodyException;
import io.qsa.event.DocumentReader;
import io.qsa.event.PartialVersions;
import io.qsa.event.Reading;
import io.qsa.presence.winfo.Watcher;
import io.qsa.presence.winfo.WatcherInfo;
import io.qsa.presence.winfo.WatcherInfoReader;
import io.qsa.presence.xml.XmlException;
import io.qsa.presence.xml.XmlSalvage;

/**
 * The watchers according to the documents of one dialog (RFC 3858 section 4.1): full documents replace them, partial
 * ones change them; a terminated watcher is reported once. Confined to its dialog.
 */
final class WatcherTable implements DocumentReader {
    private final PartialVersions versions = new PartialVersions();
    /** The watchers that are not terminated, by id. */
    private final Map<String, Watcher> living = new LinkedHashMap<>();
    /** The presentity; a document without watchers need not name it. */
    private String resource;

    /** @param resource the presentity, until a document names it */
    WatcherTable(String resource) {
        this.resource = resource;
    }

    @Override
    public Reading read(String contentType, byte[] body) throws BadBodyException {
        WatcherInfo told = parse(body);
        PartialVersions.Step step = told.isFull() ? versions.full(told.version()) : versions.partial(told.version());
        if (step == PartialVersions.Step.OLD) {
            return Reading.nothingNew();
        }
        if (told.isFull()) {
            living.clear();
        }
        Reading reading = Reading.of(Document.of(contentType, body, merged(told)))
                .withOddities(told.passedOver() + (XmlSalvage.isMislabelled(body) ? 1 : 0));
        return step == PartialVersions.Step.GAP ? reading.withGap() : reading;
    }

    private static WatcherInfo parse(byte[] body) throws BadBodyException {
        try {
            return WatcherInfoReader.read(body);
        } catch (XmlException e) {
            throw new BadBodyException(e.getMessage(), e);
        }
    }

    private WatcherInfo merged(WatcherInfo told) {
        told.watchers().forEach(watcher -> living.put(watcher.id(), watcher));
        resource = told.resource().isEmpty() ? resource : told.resource();
        WatcherInfo merged = WatcherInfo.full(resource, told.version(), List.copyOf(living.values()));
        living.values().removeIf(watcher -> watcher.status() == Watcher.Status.TERMINATED);
        return merged;
    }
}
