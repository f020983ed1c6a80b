package io.qsa.presence.b2b.event;

import java.util.List;

import io.qsa.Document;
import io.qsa.SubscriptionRequest;
import io.qsa.presence.PidfException;
import io.qsa.presence.PidfReader;
import io.qsa.presence.PresenceInfo;

/** Presence (RFC 3856): PIDF documents are delivered with their model, other types that were asked for as they are. */
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
    public Document read(String contentType, byte[] body) throws BadBodyException {
        if (!PidfReader.accepts(contentType)) {
            return Document.of(contentType, body);
        }
        try {
            return Document.of(contentType, body, PidfReader.read(body));
        } catch (PidfException e) {
            throw new BadBodyException(e.getMessage(), e);
        }
    }
}
