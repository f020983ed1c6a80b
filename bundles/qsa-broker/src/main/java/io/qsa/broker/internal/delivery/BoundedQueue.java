package io.qsa.broker.internal.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.qsa.Notification;
import io.qsa.NotificationQueue;
import io.qsa.Subscription;
import io.qsa.broker.internal.statistics.BrokerCounter;

/** A queue that an application polls. Guarded by its monitor. */
public final class BoundedQueue implements NotificationQueue {
    private final Consumer owner;
    private final int capacity;
    private final Overflow overflow;
    private final Deque<AcceptedNotification> waiting = new ArrayDeque<>();
    private long dropped;

    public BoundedQueue(Consumer owner, int capacity, Overflow overflow) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1, not " + capacity);
        }
        this.owner = owner;
        this.capacity = capacity;
        this.overflow = overflow;
    }

    public boolean isOwnedBy(Consumer consumer) {
        return owner == consumer;
    }

    /** The outlet through which a subscription puts its notifications into this queue. */
    public Outlet outletFor(Subscription subscription) {
        return new Outlet() {
            @Override
            void onOffered(AcceptedNotification notification) {
                add(notification);
            }

            @Override
            public void close() {
                forget(subscription);
            }
        };
    }

    @Override
    public synchronized Optional<Notification> poll() {
        AcceptedNotification next = waiting.poll();
        if (next != null) {
            owner.delivering(next);
        }
        return Optional.ofNullable(next);
    }

    @Override
    public synchronized Optional<Notification> poll(Duration timeout) throws InterruptedException {
        long left = TimeUnit.NANOSECONDS.convert(timeout);
        long deadline = System.nanoTime() + left;
        while (waiting.isEmpty() && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = deadline - System.nanoTime();
        }
        return poll();
    }

    @Override
    public synchronized int size() {
        return waiting.size();
    }

    @Override
    public synchronized long dropped() {
        return dropped;
    }

    private synchronized void add(AcceptedNotification notification) {
        if (waiting.size() == capacity) {
            dropped++;
            owner.counters().count(BrokerCounter.NOTIFICATIONS_DROPPED);
            if (overflow == Overflow.DROP_NEWEST && !notification.status().isFinal()) {
                return;
            }
            waiting.remove();
        }
        waiting.add(notification);
        notifyAll();
    }

    private synchronized void forget(Subscription subscription) {
        waiting.removeIf(notification -> notification.subscription() == subscription);
    }
}
