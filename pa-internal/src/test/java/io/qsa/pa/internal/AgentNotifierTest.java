package io.qsa.pa.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.qsa.Document;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.SubscriptionRequest;
import io.qsa.base.timer.VirtualTimers;
import io.qsa.pa.Publication;
import io.qsa.pa.SubHandling;
import io.qsa.pa.UnknownEntityTagException;
import io.qsa.pa.internal.agent.Agents;
import io.qsa.pa.internal.agent.PresenceAgent;
import io.qsa.presence.PresenceInfo;
import io.qsa.spi.NotifierSubscription;

import static io.qsa.pa.internal.agent.Agents.ALICE;
import static io.qsa.pa.internal.agent.Agents.HOUR;
import static io.qsa.pa.internal.agent.Agents.closed;
import static io.qsa.pa.internal.agent.Agents.open;
import static org.assertj.core.api.Assertions.assertThat;

class AgentNotifierTest {
    private static final SubscriptionRequest WINFO =
            SubscriptionRequest.of("presence.winfo", ALICE, "sip:bob@example.com");
    private static final SubscriptionRequest PRESENCE = SubscriptionRequest.presence(ALICE, "sip:bob@example.com");

    private final VirtualTimers timers = new VirtualTimers();
    private final PresenceAgent agent = Agents.agent(timers);
    private final AgentNotifier notifier = new AgentNotifier(agent, timers);

    @Test
    void aSubscriptionIsActiveAtOnceEvenWithoutAPublication() {
        Recorded subscription = subscribe(PRESENCE);

        assertThat(subscription.heard).containsExactly("ACTIVE [status closed] ");
        assertThat(subscription.newest.contentType()).isEqualTo("application/pidf+xml");
    }

    @Test
    void aSubscriptionHearsEveryChangeUntilItIsLetGo() {
        Recorded subscription = subscribe(PRESENCE);

        agent.publish(ALICE, open("a"), HOUR);
        notifier.unsubscribe(subscription);
        notifier.unsubscribe(subscription);
        agent.publish(ALICE, closed("b"), HOUR);

        assertThat(subscription.heard).containsExactly("ACTIVE [status closed] ", "ACTIVE [a open] ");
        assertThat(agent.presentities().get(0).internalWatchers()).isZero();
    }

    @Test
    void withInternalAuthorisationASubscriptionIsPending() {
        agent.apply(Agents.settings("internal_auth", "same"));

        assertThat(subscribe(PRESENCE).heard).containsExactly("PENDING pending the subscriber is not authorised yet");
    }

    /**
     * Q08: a subscription of a bundle is authorised like a watcher, and notified of it; it becomes active again if the
     * presentity allows it.
     */
    @Test
    void withInternalAuthorisationTheRulesCount() {
        agent.apply(Agents.settings("internal_auth", "same", "auth", "rules"));
        agent.authoriseBy((presentity, watcher) -> Optional.of(SubHandling.BLOCK));
        Recorded subscription = subscribe(PRESENCE);

        agent.authoriseBy((presentity, watcher) -> Optional.of(SubHandling.ALLOW));

        assertThat(subscription.heard)
                .containsExactly(
                        "REJECTED rejected the presentity lets the subscriber see nothing", "ACTIVE [status closed] ");
    }

    /** X16: a bundle that subscribes on behalf of a user of the network does not bypass authorisation. */
    @Test
    void whoIsNotVouchedForIsCheckedInAnyCase() {
        agent.apply(Agents.settings("internal_auth", "none", "auth", "rules"));
        agent.authoriseBy((presentity, watcher) -> Optional.of(SubHandling.BLOCK));

        assertThat(subscribe(PRESENCE.onBehalf()).heard)
                .containsExactly("REJECTED rejected the presentity lets the subscriber see nothing");
        assertThat(subscribe(WINFO.onBehalf()).heard).containsExactly("REJECTED error 403 Forbidden");
        assertThat(subscribe(PRESENCE).heard).containsExactly("ACTIVE [status closed] ");
    }

    @Test
    void aBundleMayKnowWhoWatchesUnlessItsSubscriberMayNot() {
        Recorded trusted = subscribe(WINFO);
        assertThat(trusted.newest.contentType()).isEqualTo("application/watcherinfo+xml");

        agent.apply(Agents.settings("internal_auth", "same"));

        assertThat(subscribe(WINFO).heard).containsExactly("REJECTED error 403 Forbidden");
    }

    @Test
    void whatItDoesNotServeIsTerminated() {
        assertThat(subscribe(SubscriptionRequest.of("reg", ALICE, ALICE)).heard)
                .containsExactly("TERMINATED error 489 Bad Event");
        assertThat(subscribe(PRESENCE.withAccept("text/plain")).heard)
                .containsExactly("TERMINATED error 406 Not Acceptable");
        assertThat(subscribe(PRESENCE.withAccept("text/plain", "application/PIDF+xml")).heard)
                .containsExactly("ACTIVE [status closed] ");
    }

    @Test
    void watcherInformationIsNotThereIfItIsSwitchedOff() {
        agent.apply(Agents.settings("watcherinfo_notify", "false"));

        assertThat(subscribe(WINFO).heard).containsExactly("TERMINATED error 489 Bad Event");
    }

    @Test
    void watcherInformationIsGivenOnlyToThoseWhoCanReadIt() {
        assertThat(subscribe(WINFO.withAccept("application/pidf+xml")).heard)
                .containsExactly("TERMINATED error 406 Not Acceptable");
        assertThat(subscribe(WINFO.withAccept("application/*")).newest).isNotNull();
    }

    /** X12: a subscription without room is tried again. */
    @Test
    void aSubscriptionWaitsUntilThereIsRoomForItsRecord() throws UnknownEntityTagException {
        agent.apply(Agents.settings("max_presentities", "1"));
        Publication only = agent.publish("sip:carol@example.com", open("c"), HOUR);
        Recorded alice = subscribe(PRESENCE);
        Recorded given = subscribe(PRESENCE);
        timers.advance(AgentNotifier.RETRY_TIME);
        assertThat(alice.heard).hasSize(2).allSatisfy(line -> assertThat(line)
                .startsWith("PENDING retrying max_presentities of io.qsa.pa is reached"));

        notifier.unsubscribe(given);
        agent.remove("sip:carol@example.com", only.entityTag());
        timers.advance(AgentNotifier.RETRY_TIME);

        assertThat(alice.heard).hasSize(3).last().isEqualTo("ACTIVE [status closed] ");
        assertThat(given.heard).hasSize(2);
    }

    private Recorded subscribe(SubscriptionRequest request) {
        Recorded subscription = new Recorded(request);
        notifier.subscribe(subscription);
        return subscription;
    }

    private static final class Recorded implements NotifierSubscription {
        private final List<String> heard = new ArrayList<>();
        private final SubscriptionRequest request;
        private Document newest;

        Recorded(SubscriptionRequest request) {
            this.request = request;
        }

        @Override
        public String id() {
            return "s1";
        }

        @Override
        public SubscriptionRequest request() {
            return request;
        }

        @Override
        public void notify(Status status, Reason reason) {
            heard.add(status + " " + reason);
        }

        @Override
        public void notify(Status status, Reason reason, Document document) {
            newest = document;
            document.as(PresenceInfo.class).ifPresent(info -> heard.add(status + " " + info.tuples() + " " + reason));
        }
    }
}
