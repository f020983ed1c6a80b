package io.qsa.itests.swap.referee;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

import io.qsa.Notification;
import io.qsa.NotificationListener;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.Subscription;
import io.qsa.itests.swap.Bundles;

/**
 * The listener of one consumer: checks every notification against those before and against the story. A consumer may
 * have several subscriptions one after the other, since the broker may be restarted. Guarded by its monitor.
 */
public final class Witness implements NotificationListener {
    private static final Duration AFTERMATH = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final String name;
    private final String record;
    private final boolean mayWait;
    private final Story story;
    private final ToIntFunction<String> newestVersion;
    private final Map<Subscription, Testimony> testimonies = new ConcurrentHashMap<>();
    private final Map<String, Integer> versionsByNotifier = new HashMap<>();
    private volatile Notification latest;
    private volatile long heard;
    private volatile long closedAt;

    /**
     * A listener without notifications so far.
     *
     * @param mayWait whether the presence server may keep it waiting for an authorisation
     * @param newestVersion the version that no notification about a record may exceed
     */
    public Witness(String name, String record, boolean mayWait, Story story, ToIntFunction<String> newestVersion) {
        this.mayWait = mayWait;
        this.name = name;
        this.record = record;
        this.story = story;
        this.newestVersion = newestVersion;
    }

    public String record() {
        return record;
    }

    public boolean mayWait() {
        return mayWait;
    }

    /** The notification heard last, over all subscriptions. */
    public Optional<Notification> latest() {
        return Optional.ofNullable(latest);
    }

    /** How many notifications were heard. */
    public long heard() {
        return heard;
    }

    /** The consumer has closed its subscription: no call starts any more. */
    public void closed() {
        closedAt = System.nanoTime();
    }

    @Override
    public void onNotification(Notification notification) {
        Testimony testimony = testimonies.computeIfAbsent(notification.subscription(), s -> new Testimony());
        if (!testimony.enter()) {
            violated("calls overlap", notification);
        }
        synchronized (this) {
            check(testimony, notification);
        }
        testimony.leave();
    }

    private void check(Testimony testimony, Notification notification) {
        if (closedAt != 0 && System.nanoTime() - closedAt > GRACE.toNanos()) {
            violated("called after close()", notification);
        }
        testimony.follow(notification).ifPresent(wrong -> violated(wrong, notification));
        checkDocument(notification);
        checkStatus(testimony, notification);
        latest = notification;
        heard++;
        if (notification.reason().token().equals(Reason.SERVICE_STOPPED)) {
            testimonies.remove(notification.subscription());
        }
    }

    private void checkDocument(Notification notification) {
        if (!Claims.isAbout(notification, record)) {
            violated("a document of somebody else", notification);
        }
        int version = Claims.version(notification).orElse(0);
        if (version > newestVersion.applyAsInt(record)) {
            violated("a version that never was", notification);
        }
        if (Claims.isFresh(notification)) {
            int before = versionsByNotifier.merge(notification.notifier(), version, Math::max);
            if (version < before) {
                violated("back from version " + before, notification);
            }
        }
    }

    private void checkStatus(Testimony testimony, Notification notification) {
        boolean explained =
                switch (notification.status()) {
                    case ACTIVE -> true;
                    case PENDING ->
                        !testimony.hasStatus()
                                || mayWait
                                || story.isDisturbed(Bundles.SIP, AFTERMATH)
                                || story.isDisturbed(Bundles.B2B, AFTERMATH);
                    case TERMINATED ->
                        notification.reason().token().equals(Reason.SERVICE_STOPPED)
                                && story.isDisturbed(Bundles.BROKER, AFTERMATH);
                    case REJECTED -> false;
                };
        if (!explained) {
            violated("a status that nothing explains", notification);
        }
        testimony.sees(notification.status() == Status.ACTIVE);
    }

    private void violated(String what, Notification notification) {
        story.violated(name + ": " + what + ": " + notification + " version "
                + Claims.version(notification).orElse(0) + "; before: "
                + latest().map(Object::toString).orElse("nothing"));
    }
}
