package io.qsa.pa.internal.sip;

import java.time.Duration;
import java.util.List;

import io.qsa.pa.DocumentTooLargeException;
import io.qsa.pa.LimitReachedException;
import io.qsa.pa.Publication;
import io.qsa.pa.UnknownEntityTagException;
import io.qsa.pa.internal.agent.Expiries;
import io.qsa.pa.internal.agent.PaTolerance;
import io.qsa.pa.internal.agent.PresenceAgent;
import io.qsa.presence.PidfException;
import io.qsa.presence.PidfReader;
import io.qsa.presence.PresenceInfo;
import io.qsa.presence.xml.XmlSalvage;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.notifier.EventRequest;
import io.qsa.sip.notifier.Refusal;

/** Handles SIP PUBLISH (RFC 3903 section 6). Safe for any thread. */
final class Publisher {
    private static final int LONGEST_TAG = 256;

    private final PresenceAgent agent;

    Publisher(PresenceAgent agent) {
        this.agent = agent;
    }

    /** Accepts a PUBLISH, or refuses it. */
    void onPublish(IncomingRequest incoming) throws Refusal {
        SipRequest request = incoming.request();
        EventRequest asked = new EventRequest(request);
        asked.eventPackage(List.of(WatchablePackage.PRESENCE.token()));
        Entities.requireEntity(request);
        String tag = entityTag(request);
        requireKnown(request, tag);
        Expiries expiries = agent.settings().expiries();
        Duration expiry = asked.expiry(expiries.ifNotAsked(), expiries.shortest());
        if (tag.isEmpty() && !request.hasBody()) {
            throw Refusal.of(request, 400);
        }
        SipResponse response = publish(request, tag, expiry);
        agent.journal().whenStored(() -> incoming.respond(response));
    }

    /** The tag of the condition (RFC 3903 section 11.3.2); empty if there is none. */
    private static String entityTag(SipRequest request) throws Refusal {
        List<String> tags = request.elements("SIP-If-Match");
        boolean isConditional = request.header("SIP-If-Match").isPresent();
        String tag = tags.isEmpty() ? "" : tags.get(0);
        if (tags.size() > 1 || isConditional && tag.isEmpty()) {
            throw Refusal.of(request, 400);
        }
        if (tag.length() > LONGEST_TAG) {
            throw Refusal.of(request, 412);
        }
        return tag;
    }

    /**
     * Before the other checks: with a 412 the client starts again with an initial PUBLISH (RFC 3903 section 6, step 3).
     */
    private void requireKnown(SipRequest request, String tag) throws Refusal {
        if (!tag.isEmpty() && !agent.isPublished(request.requestUri(), tag)) {
            throw Refusal.of(request, 412);
        }
    }

    private SipResponse publish(SipRequest request, String tag, Duration expiry) throws Refusal {
        String entity = request.requestUri();
        try {
            if (expiry.isZero() && tag.isEmpty()) {
                body(request);
                return answer(request, agent.publishForNoTime(entity));
            }
            if (expiry.isZero()) {
                agent.remove(entity, tag);
                return answer(request, new Publication(entity, tag, Duration.ZERO));
            }
            if (!request.hasBody()) {
                return answer(request, agent.refresh(entity, tag, expiry));
            }
            PresenceInfo info = body(request);
            return answer(
                    request,
                    tag.isEmpty() ? agent.publish(entity, info, expiry) : agent.modify(entity, tag, info, expiry));
        } catch (UnknownEntityTagException unknown) {
            throw Refusal.of(request, 412);
        } catch (DocumentTooLargeException tooLarge) {
            throw Refusal.of(request, 413);
        } catch (LimitReachedException full) {
            throw Refusal.forLackOfRoom(request);
        }
    }

    private PresenceInfo body(SipRequest request) throws Refusal {
        if (!PidfReader.accepts(request.contentType().orElse(""))) {
            throw Refusal.of(request, 415, "Accept", PresenceInfo.CONTENT_TYPE);
        }
        byte[] body = request.body();
        PresenceInfo info;
        try {
            info = PidfReader.read(body);
        } catch (PidfException malformed) {
            throw Refusal.of(request, 400);
        }
        boolean isOdd = info.passedOver() > 0 || XmlSalvage.isMislabelled(body);
        if (isOdd && !agent.tolerances().takes(PaTolerance.ODD_DOCUMENTS)) {
            throw Refusal.of(request, 400);
        }
        return info;
    }

    private static SipResponse answer(SipRequest request, Publication publication) {
        return SipResponse.to(request, 200)
                .with("SIP-ETag", publication.entityTag())
                .with("Expires", String.valueOf(publication.expiry().toSeconds()));
    }
}
