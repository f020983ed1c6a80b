package io.qsa.broker.internal.delivery;

import java.util.concurrent.Flow;

import io.qsa.Notification;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.Subscription;

/** Signals a Flow subscriber, within its demand. Guarded by its monitor. */
public final class FlowOutlet extends SerialOutlet implements Flow.Subscription {
    private final Subscription subscription;
    private final Flow.Subscriber<? super Notification> subscriber;
    private long demand;
    private boolean introduced;
    private boolean completing;
    private IllegalArgumentException failure;

    public FlowOutlet(Consumer consumer, Subscription subscription, Flow.Subscriber<? super Notification> subscriber) {
        super(consumer);
        this.subscription = subscription;
        this.subscriber = subscriber;
    }

    /** Signals an error to a subscriber that cannot be served. */
    public static void refuse(
            Consumer consumer, Flow.Subscriber<? super Notification> subscriber, RuntimeException cause) {
        consumer.call(() -> {
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {}

                @Override
                public void cancel() {}
            });
            subscriber.onError(cause);
        });
    }

    /** Starts the signals, {@code onSubscribe} first. */
    public void introduce() {
        wake();
    }

    @Override
    synchronized void onOffered(AcceptedNotification notification) {
        completing |= notification.status() == Status.TERMINATED
                && notification.reason().token().equals(Reason.SERVICE_STOPPED);
        super.onOffered(notification);
    }

    @Override
    public synchronized void request(long n) {
        if (n <= 0) {
            failure = new IllegalArgumentException("demand must be positive, not " + n);
        } else {
            demand = Long.MAX_VALUE - demand < n ? Long.MAX_VALUE : demand + n;
        }
        wake();
    }

    @Override
    public void cancel() {
        subscription.close();
    }

    @Override
    boolean isReady() {
        return !isClosed() && (!introduced || failure != null || completing || hasNext());
    }

    @Override
    void callOnce() {
        if (!consumer().call(nextSignal())) {
            cancel();
        }
    }

    /** The next signal by the rules of Flow; does nothing if there is none. */
    private synchronized Runnable nextSignal() {
        if (!isReady()) {
            return () -> {};
        }
        if (!introduced) {
            introduced = true;
            return () -> subscriber.onSubscribe(this);
        }
        if (failure != null) {
            return lastSignal(() -> subscriber.onError(failure));
        }
        if (hasNext()) {
            demand--;
            AcceptedNotification next = take();
            return () -> subscriber.onNext(next);
        }
        return lastSignal(subscriber::onComplete);
    }

    private Runnable lastSignal(Runnable signal) {
        close();
        return () -> {
            subscription.close();
            signal.run();
        };
    }

    private boolean hasNext() {
        return demand > 0 && hasPending();
    }
}
