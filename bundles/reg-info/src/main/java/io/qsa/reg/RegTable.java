package io.qsa.reg;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.qsa.Document;
import io.qsa.event.BadBodyException;
import io.qsa.event.DocumentReader;
import io.qsa.event.PartialVersions;
import io.qsa.event.Reading;
import io.qsa.presence.xml.XmlException;
import io.qsa.presence.xml.XmlSalvage;

/**
 * The registrations according to the documents of one dialog (RFC 3680 section 5.1): full documents replace them,
 * partial ones change them. Confined to its dialog.
 */
final class RegTable implements DocumentReader {
    private final PartialVersions versions = new PartialVersions();
    /** The registrations that are not terminated. */
    private final Map<Key, Registration> living = new LinkedHashMap<>();

    /**
     * The key of a registration: its id, which some registrars use for every identity of one user, and the identity.
     */
    private record Key(String id, String addressOfRecord) {
        static Key of(Registration registration) {
            return new Key(registration.id(), registration.addressOfRecord());
        }
    }

    @Override
    public Reading read(String contentType, byte[] body) throws BadBodyException {
        Optional<byte[]> mended = Optional.empty();
        RegInfoReader.Body told;
        try {
            told = RegInfoReader.read(body);
        } catch (XmlException broken) {
            mended = XmlSalvage.mended(body);
            told = parse(mended.orElseThrow(() -> new BadBodyException(broken.getMessage(), broken)));
        }
        PartialVersions.Step step = told.isPartial() ? versions.partial(told.version()) : versions.full(told.version());
        if (step == PartialVersions.Step.OLD) {
            return Reading.nothingNew();
        }
        if (!told.isPartial()) {
            living.clear();
        }
        Reading reading = Reading.of(Document.of(contentType, body, merged(told.registrations())))
                .withOddities(mended.isPresent() || XmlSalvage.isMislabelled(body) ? 1 : 0);
        return step == PartialVersions.Step.GAP ? reading.withGap() : reading;
    }

    private static RegInfoReader.Body parse(byte[] body) throws BadBodyException {
        try {
            return RegInfoReader.read(body);
        } catch (XmlException e) {
            throw new BadBodyException(e.getMessage(), e);
        }
    }

    /** All live registrations, and those that have just ended. */
    private RegInfo merged(List<Registration> told) {
        Map<Key, Registration> all = new LinkedHashMap<>(living);
        for (Registration registration : told) {
            Registration merged = merged(all.get(Key.of(registration)), registration);
            all.put(Key.of(merged), merged);
            keep(merged);
        }
        return new RegInfo(List.copyOf(all.values()));
    }

    private static Registration merged(Registration before, Registration told) {
        Map<String, RegisteredContact> contacts = new LinkedHashMap<>();
        if (before != null) {
            before.contacts().forEach(contact -> contacts.put(contact.id(), contact));
        }
        told.contacts().forEach(contact -> contacts.put(contact.id(), contact));
        return with(told, contacts.values().stream().toList());
    }

    private void keep(Registration merged) {
        if (merged.state() == Registration.State.TERMINATED) {
            living.remove(Key.of(merged));
            return;
        }
        List<RegisteredContact> alive = new ArrayList<>(merged.contacts());
        alive.removeIf(RegisteredContact::isTerminated);
        living.put(Key.of(merged), with(merged, alive));
    }

    private static Registration with(Registration registration, List<RegisteredContact> contacts) {
        return new Registration(registration.id(), registration.addressOfRecord(), registration.state(), contacts);
    }
}
