package io.qsa.itests.karaf;

import javax.inject.Inject;

import org.junit.Before;
import org.junit.Test;

import io.qsa.Notification;
import io.qsa.Subscription;
import io.qsa.SubscriptionRequest;
import io.qsa.SubscriptionService;
import io.qsa.sip.SipEndpoint;

import static io.qsa.itests.karaf.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/** The provider of a live subscription is swapped from the shell; presence_b2b asks the platform's own presence agent. */
public class SwapIT extends KarafTest {
    private static final String ALICE = "sip:alice@example.test";
    private static final String BOB = "sip:bob@example.test";

    @Inject
    private SubscriptionService qsa;

    @Inject
    private SipEndpoint endpoint;

    private Inbox inbox;
    private int published;

    @Before
    public void makeThePlatformItsOwnServer() {
        set(
                "io.qsa.presence_b2b",
                "presence_outbound_proxy",
                endpoint.listeningPoints().get(0).uri().toString());
        set("io.qsa.pa", "notify_interval", "0");
        inbox = new Inbox(qsa);
    }

    @Test
    public void aLiveSubscriptionMovesToSipAndBackAndStaysTheSame() throws Exception {
        try (Subscription subscription = qsa.subscribe(SubscriptionRequest.presence(ALICE, BOB), inbox.queue())) {
            assertServedBy("pa");

            set("io.qsa.pa", "accept_internal_subscriptions", "false");
            assertServedBy("presence_b2b");
            assertThat(shell().run("b2b:dialogs")).contains(subscription.id(), ALICE, "CONFIRMED");

            set("io.qsa.pa", "accept_internal_subscriptions", "true");
            assertServedBy("pa");
            eventually(() -> assertThat(shell().run("b2b:dialogs --json")).isEqualToIgnoringWhitespace("[]"));

            assertThat(inbox.heard())
                    .allMatch(notification -> notification.subscription().id().equals(subscription.id()))
                    .noneMatch(notification -> notification.status().isFinal());
        }
    }

    /** A status changes while the subscription moves, and three more when it has. */
    private void assertServedBy(String notifier) throws InterruptedException {
        publish();
        inbox.awaitFrom(notifier);
        for (int i = 0; i < 3; i++) {
            Notification heard = inbox.awaitText(publish());
            assertThat(heard.notifier()).isEqualTo(notifier);
        }
    }

    private String publish() {
        String note = "change " + ++published;
        shell().run("pa:publish --note '" + note + "' " + ALICE + " open");
        return note;
    }
}
