package io.qsa.itests.swap.status;

import java.time.Duration;

import io.qsa.itests.peer.server.PresenceServer;
import io.qsa.pa.PresencePublisher;
import io.qsa.pa.UnknownEntityTagException;
import io.qsa.presence.BasicStatus;
import io.qsa.presence.Note;
import io.qsa.presence.PresenceInfo;
import io.qsa.presence.Tuple;

/** One user whose status is a number that grows, at the presence server and at the agent. Guarded by its monitor. */
final class Record {
    private static final Duration EXPIRY = Duration.ofHours(1);

    private final String uri;
    private final PresenceServer server;
    private volatile int version;
    private PresencePublisher publishedAt;
    private String entityTag;

    Record(String uri, PresenceServer server) {
        this.uri = uri;
        this.server = server;
    }

    String uri() {
        return uri;
    }

    int version() {
        return version;
    }

    /** The next version, set at both sources; without a publisher, at the server alone. */
    synchronized void change(PresencePublisher publisher) {
        version++;
        server.put(uri, version);
        publish(publisher);
    }

    /** Publishes at an agent without the present version. */
    synchronized void introduce(PresencePublisher publisher) {
        if (publishedAt != publisher) {
            publish(publisher);
        }
    }

    private void publish(PresencePublisher publisher) {
        if (publisher == null) {
            return;
        }
        Tuple tuple = Tuple.builder("t")
                .basic(BasicStatus.OPEN)
                .note(Note.of("v" + version))
                .build();
        PresenceInfo info = PresenceInfo.of(uri).withTuple(tuple);
        try {
            entityTag = publishedAt == publisher
                    ? publisher.modify(uri, entityTag, info, EXPIRY).entityTag()
                    : publisher.publish(uri, info, EXPIRY).entityTag();
            publishedAt = publisher;
        } catch (UnknownEntityTagException lost) {
            throw new IllegalStateException("the agent has forgotten version " + version + " of " + uri, lost);
        } catch (IllegalStateException stopped) {
            publishedAt = null;
        }
    }
}
