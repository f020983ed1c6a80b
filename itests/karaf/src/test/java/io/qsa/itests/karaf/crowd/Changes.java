package io.qsa.itests.karaf.crowd;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

import io.qsa.pa.PresencePublisher;
import io.qsa.pa.UnknownEntityTagException;
import io.qsa.presence.BasicStatus;
import io.qsa.presence.Note;
import io.qsa.presence.PresenceInfo;
import io.qsa.presence.Tuple;

/**
 * Changes one record after the other for as long as there is a publisher; each status has its time. Owns its thread.
 */
final class Changes {
    private static final Pattern TIME = Pattern.compile("<note>(\\d+)</note>");
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);
    private static final Duration EXPIRY = Duration.ofHours(1);

    private final List<String> records;
    private final Map<String, String> entityTags = new HashMap<>();
    private final ServiceTracker<PresencePublisher, PresencePublisher> publishers;
    private final Thread thread = new Thread(this::run, "crowd-changes");
    private PresencePublisher publishedAt;
    private volatile boolean stopped;

    Changes(BundleContext context, Stream<String> records) {
        this.records = records.toList();
        this.publishers = new ServiceTracker<>(context, PresencePublisher.class, null);
        publishers.open();
        thread.start();
    }

    /**
     * The latest time in a status, in milliseconds; 0 if there is none. A status published before the agent was updated
     * may be in it, too.
     */
    static long timeOf(String document) {
        return TIME.matcher(document)
                .results()
                .mapToLong(result -> Long.parseLong(result.group(1)))
                .max()
                .orElse(0);
    }

    private void run() {
        for (int i = 0; !stopped; i++) {
            PresencePublisher publisher = publishers.getService();
            if (publisher != null) {
                change(records.get(i % records.size()), publisher);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private void change(String record, PresencePublisher publisher) {
        if (publisher != publishedAt) {
            publishedAt = publisher;
            entityTags.clear();
        }
        PresenceInfo now = PresenceInfo.of(record)
                .withTuple(Tuple.of("phone", BasicStatus.OPEN))
                .withNote(Note.of("" + System.currentTimeMillis()));
        try {
            String tag = entityTags.get(record);
            entityTags.put(
                    record,
                    (tag == null ? publisher.publish(record, now, EXPIRY) : publisher.modify(record, tag, now, EXPIRY))
                            .entityTag());
        } catch (UnknownEntityTagException lost) {
            throw new IllegalStateException("the agent has forgotten the status of " + record, lost);
        } catch (IllegalStateException stopping) {
            // The agent was replaced by another one.
            publishedAt = null;
        }
    }

    void stop() throws InterruptedException {
        stopped = true;
        thread.join();
        publishers.close();
    }
}
