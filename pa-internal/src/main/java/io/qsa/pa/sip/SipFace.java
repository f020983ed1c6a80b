package io.qsa.pa.sip;

import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.pa.PresenceUsers;
import io.qsa.pa.agent.PresenceAgent;
import io.qsa.pa.timer.ThreadTimers;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.RequestHandler;
import io.qsa.sip.SipEndpoint;
import io.qsa.sip.SipRequest;

/**
 * The presence agent as a SIP server (RFC 3856, RFC 3903): takes SUBSCRIBE and PUBLISH while there are a SIP endpoint
 * and an agent that wants it. Safe for any thread.
 */
@Component(
        property = {
            RequestHandler.METHODS + "=SUBSCRIBE",
            RequestHandler.METHODS + "=PUBLISH",
            RequestHandler.EVENTS + "=" + EventRequest.PRESENCE
        })
public final class SipFace implements RequestHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SipFace.class);

    private final PresenceAgent agent;
    private final ThreadTimers timers = new ThreadTimers("qsa-pa-sip-timer");
    private final OpenDoor openDoor;
    private final SipWatchers watchers;
    private final Publisher publisher;
    private final Doorkeeper doorkeeper = new Doorkeeper(() -> users());

    /** In the order of their ranking. */
    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<PresenceUsers> users = List.of();

    @Activate
    public SipFace(@Reference(target = "(sip_interface=true)") PresenceAgent agent, @Reference SipEndpoint endpoint) {
        this.agent = agent;
        openDoor = new OpenDoor(endpoint);
        watchers = new SipWatchers(agent, endpoint, timers);
        publisher = new Publisher(agent);
        openDoor.check(agent.settings());
    }

    @Override
    public boolean handle(IncomingRequest incoming) {
        openDoor.check(agent.settings());
        SipRequest request = incoming.request();
        try {
            doorkeeper.check(request, agent.settings());
            new EventRequest(request).requireNoExtension();
            switch (request.method()) {
                case "SUBSCRIBE" -> watchers.onSubscribe(incoming);
                case "PUBLISH" -> publisher.onPublish(incoming);
                default -> {
                    return false;
                }
            }
        } catch (Refusal refusal) {
            incoming.respond(refusal.response());
        }
        return true;
    }

    private List<PresenceUsers> users() {
        return users;
    }

    /** Tells every watcher, and waits for their answers no longer than {@code stop_timeout}. */
    @Deactivate
    void deactivate() {
        try {
            int abandoned = watchers.stop(agent.settings().stopTimeout());
            if (abandoned > 0) {
                LOG.info("{} SIP watchers have not confirmed the end of their subscription", abandoned);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            timers.close();
        }
    }
}
