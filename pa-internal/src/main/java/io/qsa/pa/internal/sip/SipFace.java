package io.qsa.pa.internal.sip;

import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.timer.Timers;
import io.qsa.base.timer.WheelTimers;
import io.qsa.pa.internal.agent.PaSettings;
import io.qsa.pa.internal.agent.PresenceAgent;
import io.qsa.pa.internal.agent.SipAccess;
import io.qsa.pa.internal.journal.RestorationGate;
import io.qsa.presence.PresenceInfo;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.RequestHandler;
import io.qsa.sip.SipEndpoint;
import io.qsa.sip.SipRequest;
import io.qsa.sip.notifier.EventRequest;
import io.qsa.sip.notifier.Refusal;
import io.qsa.sip.notifier.digest.DigestRealm;
import io.qsa.sip.notifier.users.Door;
import io.qsa.sip.notifier.users.PresenceUsers;

/**
 * The presence agent as a SIP server (RFC 3856, RFC 3903): handles SUBSCRIBE and PUBLISH while there are a SIP endpoint
 * and an agent with {@code sip_interface=true}. Safe for any thread.
 */
@Component(
        property = {
            RequestHandler.METHODS + "=SUBSCRIBE",
            RequestHandler.METHODS + "=PUBLISH",
            RequestHandler.EVENTS + "=presence",
            RequestHandler.ACCEPT + "=" + PresenceInfo.CONTENT_TYPE
        })
public final class SipFace implements RequestHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SipFace.class);

    /** How many requests may wait until the store has been read. */
    private static final int MOST_WAITING = 10_000;

    private final PresenceAgent agent;
    private final Timers timers;
    private final OpenDoor openDoor;
    private final SipWatchers watchers;
    private final Publisher publisher;
    private final RestorationGate gate = new RestorationGate(Runnable::run);
    private final SubscriptionHolder holder;
    private final Door door = new Door(() -> users());

    /** In the order of their ranking. */
    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<PresenceUsers> users = List.of();

    @Activate
    public SipFace(@Reference(target = "(sip_interface=true)") PresenceAgent agent, @Reference SipEndpoint endpoint) {
        this(agent, endpoint, new WheelTimers("qsa-pa-sip-timer", LOG::error));
    }

    SipFace(PresenceAgent agent, SipEndpoint endpoint, Timers timers) {
        this.agent = agent;
        this.timers = timers;
        openDoor = new OpenDoor(endpoint);
        watchers = new SipWatchers(agent, endpoint, timers);
        publisher = new Publisher(agent);
        openDoor.check(agent.settings());
        holder = new SubscriptionHolder(watchers, gate);
        agent.journal().attach(holder);
    }

    @Override
    public boolean handle(IncomingRequest incoming) {
        openDoor.check(agent.settings());
        SipRequest request = incoming.request();
        try {
            authenticate(incoming);
            new EventRequest(request).requireNoExtensionBut();
            if (gate.size() >= MOST_WAITING) {
                throw Refusal.of(request, 503, "Retry-After", "5");
            }
            switch (request.method()) {
                case "SUBSCRIBE" -> gate.execute(() -> take(incoming, watchers::onSubscribe));
                case "PUBLISH" -> gate.execute(() -> take(incoming, publisher::onPublish));
                default -> {
                    return false;
                }
            }
        } catch (Refusal refusal) {
            incoming.respond(refusal.response());
        }
        return true;
    }

    private void authenticate(IncomingRequest incoming) throws Refusal {
        PaSettings settings = agent.settings();
        if (!settings.isOpenToAnybody()) {
            SipAccess access = settings.sipAccess();
            door.check(incoming, DigestRealm.of(access.realm(), access.algorithms()));
        }
    }

    /** Accepts a request, or refuses it. */
    private interface Acceptor {
        void accept(IncomingRequest incoming) throws Refusal;
    }

    private static void take(IncomingRequest incoming, Acceptor acceptor) {
        try {
            acceptor.accept(incoming);
        } catch (Refusal refusal) {
            incoming.respond(refusal.response());
        }
    }

    private List<PresenceUsers> users() {
        return users;
    }

    /** Sends every watcher a final NOTIFY, and waits for the answers no longer than {@code stop_timeout}. */
    @Deactivate
    void deactivate() {
        agent.journal().detach(holder);
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
