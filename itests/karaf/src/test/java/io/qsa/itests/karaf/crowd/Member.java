package io.qsa.itests.karaf.crowd;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;

import io.qsa.Document;
import io.qsa.Notification;
import io.qsa.NotificationListener;
import io.qsa.Status;
import io.qsa.SubscriptionRequest;
import io.qsa.SubscriptionService;

/** An application that subscribes to the status of one record. Safe for any thread. */
final class Member implements NotificationListener {
    private final int number;
    private volatile Notification last;
    private volatile boolean ended;

    Member(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** The service was registered. */
    void subscribe(SubscriptionService service) {
        service.subscribe(SubscriptionRequest.presence(record(), subscriber()), this);
    }

    /** Its properties as a whiteboard listener. */
    Dictionary<String, Object> properties() {
        return new Hashtable<>(
                Map.of(NotificationListener.RECORD, record(), NotificationListener.SUBSCRIBER, subscriber()));
    }

    @Override
    public void onNotification(Notification notification) {
        last = notification;
        if (notification.status() == Status.TERMINATED || notification.status() == Status.REJECTED) {
            ended = true;
        }
    }

    /** Whether it has heard, from a notifier that vouches for it, of a status as late as this time. */
    boolean hasHeardSince(long time) {
        Notification heard = last;
        return heard != null
                && heard.status() == Status.ACTIVE
                && !heard.isStale()
                && heard.document()
                        .map(Document::text)
                        .map(Changes::timeOf)
                        .filter(changed -> changed >= time)
                        .isPresent();
    }

    /** Whether it was notified of an end since the last call. */
    boolean hasEnded() {
        boolean was = ended;
        ended = false;
        return was;
    }

    private String record() {
        return CrowdActivator.record(number);
    }

    private String subscriber() {
        return "sip:member" + number + "@example.test";
    }

    @Override
    public String toString() {
        return subscriber() + " -> " + record() + ": " + last;
    }
}
