package io.qsa.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.qsa.Notification;
import io.qsa.NotificationQueue;
import io.qsa.Subscription;
import io.qsa.SubscriptionRequest;
import io.qsa.SubscriptionService;
import io.qsa.pa.PresencePublisher;
import io.qsa.pa.Publication;
import io.qsa.pa.UnknownEntityTagException;
import io.qsa.presence.BasicStatus;
import io.qsa.presence.Note;
import io.qsa.presence.PresenceInfo;
import io.qsa.presence.Tuple;

/**
 * Bob watches Alice, whose status keeps changing while the provider of Bob's subscription is swapped and swapped back.
 * Confined to the thread of the demo.
 */
final class Scenario {
    private static final String ALICE = "sip:alice@demo.example";
    private static final String BOB = "sip:bob@demo.example";
    private static final List<String> DOINGS = List.of("at the desk", "in a meeting", "at lunch", "on the phone");

    private static final int NOTIFICATIONS = 3;
    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(600);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final SubscriptionService service;
    private final PresencePublisher publisher;
    private final PlatformSettings settings;
    private final Transcript transcript;

    private Publication publication;
    private int changes;

    Scenario(
            SubscriptionService service,
            PresencePublisher publisher,
            PlatformSettings settings,
            Transcript transcript) {
        this.service = service;
        this.publisher = publisher;
        this.settings = settings;
        this.transcript = transcript;
    }

    /**
     * Plays it once.
     *
     * @throws IllegalStateException if an expectation failed; the message says which
     */
    void play() throws IOException, InterruptedException {
        settings.makeThePlatformItsOwnServer();
        settings.acceptInternalSubscriptions(true);
        NotificationQueue queue = service.newQueue(100, NotificationQueue.Overflow.DROP_OLDEST);
        Subscription subscription = service.subscribe(SubscriptionRequest.presence(ALICE, BOB), queue);
        try {
            transcript.step("Subscription " + subscription.id() + ": " + BOB + " watches " + ALICE + ", served by pa");
            changeUntilHeard(queue, subscription, "pa");

            transcript.step("Swap to presence_b2b, which asks " + settings.serverUri()
                    + " over SIP: io.qsa.pa accept_internal_subscriptions = false");
            settings.acceptInternalSubscriptions(false);
            changeUntilHeard(queue, subscription, "presence_b2b");

            transcript.step("Swap back to pa: io.qsa.pa accept_internal_subscriptions = true");
            settings.acceptInternalSubscriptions(true);
            changeUntilHeard(queue, subscription, "pa");
        } finally {
            subscription.close();
            removePublication();
        }
    }

    /** Changes Alice's status again and again, until the notifier has reported enough changes. */
    private void changeUntilHeard(NotificationQueue queue, Subscription subscription, String notifier)
            throws InterruptedException {
        int heard = 0;
        while (heard < NOTIFICATIONS) {
            if (transcript.elapsed().compareTo(LIMIT) > 0) {
                throw new IllegalStateException("only " + heard + " of " + NOTIFICATIONS + " notifications by "
                        + notifier + " came within " + LIMIT.toSeconds() + " s");
            }
            change();
            heard += hear(queue, subscription, notifier);
        }
    }

    private void change() {
        BasicStatus basic = changes % 2 == 0 ? BasicStatus.OPEN : BasicStatus.CLOSED;
        String doing = DOINGS.get(changes % DOINGS.size());
        changes++;
        transcript.published(basic.text() + " \"" + doing + ", change " + changes + '"');
        PresenceInfo status = PresenceInfo.of(ALICE)
                .withTuple(Tuple.of("phone", basic))
                .withNote(Note.of(doing + ", change " + changes));
        try {
            Duration hour = Duration.ofHours(1);
            publication = publication == null
                    ? publisher.publish(ALICE, status, hour)
                    : publisher.modify(ALICE, publication.entityTag(), status, hour);
        } catch (UnknownEntityTagException lost) {
            throw new IllegalStateException("the publication was lost: " + lost.getMessage(), lost);
        }
    }

    /** Leaves nothing of Alice behind, also if something failed. */
    private void removePublication() {
        if (publication != null) {
            try {
                publisher.remove(ALICE, publication.entityTag());
            } catch (UnknownEntityTagException alreadyGone) {
                transcript.step("Alice's publication has ended already");
            }
        }
    }

    /** Receives notifications until the next change is due; returns how many are of the notifier. */
    private int hear(NotificationQueue queue, Subscription subscription, String notifier) throws InterruptedException {
        Duration end = transcript.elapsed().plus(BETWEEN_CHANGES);
        Duration left = BETWEEN_CHANGES;
        int heard = 0;
        while (left.compareTo(Duration.ZERO) > 0) {
            Optional<Notification> next = queue.poll(left);
            if (next.isPresent()) {
                transcript.notified(next.get());
                check(next.get(), subscription);
                heard += next.get().notifier().equals(notifier) ? 1 : 0;
            }
            left = end.minus(transcript.elapsed());
        }
        return heard;
    }

    private static void check(Notification notification, Subscription subscription) {
        if (!notification.subscription().id().equals(subscription.id())) {
            throw new IllegalStateException(
                    "the subscription became " + notification.subscription().id());
        }
        if (notification.status().isFinal()) {
            throw new IllegalStateException(
                    "the subscription was " + notification.status() + ": " + notification.reason());
        }
    }
}
