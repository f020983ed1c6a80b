package io.qsa.presence.b2b.internal.event;

import java.util.List;

import io.qsa.Document;
import io.qsa.SubscriptionRequest;
import io.qsa.event.BadBodyException;
import io.qsa.event.DocumentReader;
import io.qsa.event.EventPackage;
import io.qsa.event.Reading;
import io.qsa.presence.PidfException;
import io.qsa.presence.PidfReader;
import io.qsa.presence.PresenceInfo;
import io.qsa.presence.xml.XmlSalvage;

/** Presence (RFC 3856): PIDF documents are delivered with their model, other accepted types as they are. */
public final class PresencePackage implements EventPackage {
    @Override
    public String name() {
        return SubscriptionRequest.PRESENCE;
    }

    @Override
    public List<String> accept() {
        return List.of(PresenceInfo.CONTENT_TYPE);
    }

    @Override
    public DocumentReader reader(SubscriptionRequest request) {
        return PresencePackage::read;
    }

    private static Reading read(String contentType, byte[] body) throws BadBodyException {
        if (!PidfReader.accepts(contentType)) {
            return Reading.of(Document.of(contentType, body));
        }
        try {
            PresenceInfo info = PidfReader.read(body);
            return Reading.of(Document.of(contentType, body, info))
                    .withOddities(info.passedOver() + (XmlSalvage.isMislabelled(body) ? 1 : 0));
        } catch (PidfException e) {
            throw new BadBodyException(e.getMessage(), e);
        }
    }
}
