package io.qsa.itests.felix;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;

import io.qsa.Document;
import io.qsa.Notification;
import io.qsa.Subscription;
import io.qsa.SubscriptionRequest;
import io.qsa.SubscriptionService;
import io.qsa.pa.PresencePublisher;
import io.qsa.presence.Note;
import io.qsa.presence.PresenceInfo;
import io.qsa.sip.SipEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

/** A published status is delivered by each provider; presence_b2b subscribes at the platform's own presence agent. */
public class MainPathIT extends FelixTest {
    private static final String ALICE = "sip:alice@example.test";
    private static final String BOB = "sip:bob@example.test";

    private final BlockingQueue<Notification> heard = new LinkedBlockingQueue<>();
    private int published;

    @Before
    public void makeThePlatformItsOwnServer() throws Exception {
        SipEndpoint endpoint = service(SipEndpoint.class);
        config(
                "io.qsa.presence_b2b",
                "presence_outbound_proxy",
                endpoint.listeningPoints().get(0).uri().toString());
    }

    @Test
    public void ourBundlesResolveAndStart() {
        assertThat(ourBundles()).hasSize(15).allMatch(bundle -> bundle.getState() == Bundle.ACTIVE);
    }

    @Test
    public void aListenerHearsWhatIsPublishedWhileTheProviderIsSwapped() throws Exception {
        SubscriptionService qsa = service(SubscriptionService.class);
        try (Subscription subscription = qsa.subscribe(SubscriptionRequest.presence(ALICE, BOB), heard::add)) {
            assertServedBy("pa", subscription);

            config("io.qsa.pa", "accept_internal_subscriptions", "false");
            assertServedBy("presence_b2b", subscription);

            config("io.qsa.pa", "accept_internal_subscriptions", "true");
            assertServedBy("pa", subscription);
        }
    }

    private void assertServedBy(String notifier, Subscription subscription) throws InterruptedException {
        Notification notification = next(subscription);
        while (!notification.notifier().equals(notifier)) {
            notification = next(subscription);
        }
        String note = publish();
        while (!textOf(notification).contains(note)) {
            notification = next(subscription);
        }
        assertThat(notification.notifier()).isEqualTo(notifier);
    }

    private Notification next(Subscription subscription) throws InterruptedException {
        Notification notification = heard.poll(15, TimeUnit.SECONDS);
        assertThat(notification).as("a notification").isNotNull();
        assertThat(notification.subscription().id()).isEqualTo(subscription.id());
        assertThat(notification.status().isFinal()).as("%s", notification).isFalse();
        return notification;
    }

    private String publish() throws InterruptedException {
        String note = "change " + ++published;
        PresenceInfo status = PresenceInfo.of(ALICE).withNote(Note.of(note));
        service(PresencePublisher.class).publish(ALICE, status, Duration.ofMinutes(10));
        return note;
    }

    private static String textOf(Notification notification) {
        return notification.document().map(Document::text).orElse("");
    }
}
