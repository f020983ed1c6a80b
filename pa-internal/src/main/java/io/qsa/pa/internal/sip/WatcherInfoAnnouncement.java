package io.qsa.pa.internal.sip;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.qsa.pa.internal.agent.PresenceAgent;
import io.qsa.presence.winfo.WatcherInfo;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.RequestHandler;

/**
 * Has {@code presence.winfo} in Allow-Events as long as it can be subscribed to (RFC 6665 section 4.4.4); the requests
 * themselves are for {@link SipFace}. Immutable.
 */
@Component(
        property = {
            RequestHandler.METHODS + "=SUBSCRIBE",
            RequestHandler.EVENTS + "=" + WatcherInfo.PACKAGE,
        })
public final class WatcherInfoAnnouncement implements RequestHandler {
    /** @param agent not used: it is there while the package is served */
    @Activate
    public WatcherInfoAnnouncement(
            @Reference(target = "(&(sip_interface=true)(watcherinfo_notify=true))") PresenceAgent agent) {}

    @Override
    public boolean handle(IncomingRequest request) {
        return false;
    }
}
