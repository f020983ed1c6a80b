package io.qsa.itests;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.qsa.pa.PresencePublisher;
import io.qsa.pa.Publication;
import io.qsa.pa.UnknownEntityTagException;
import io.qsa.presence.BasicStatus;
import io.qsa.presence.Note;
import io.qsa.presence.PresenceInfo;
import io.qsa.presence.Tuple;

/** A bundle that publishes the status of users: one publication for each. Confined to its test. */
final class Publications {
    private static final Duration EXPIRY = Duration.ofMinutes(10);

    private final Map<String, String> entityTags = new HashMap<>();

    /** Gives an entity a status with this note, instead of the one before. */
    void publish(PresencePublisher publisher, String entity, String note) {
        Tuple tuple = Tuple.builder("desk")
                .basic(BasicStatus.OPEN)
                .note(Note.of(note))
                .build();
        PresenceInfo info = PresenceInfo.of(entity).withTuple(tuple);
        Publication publication = modifyOrPublish(publisher, entity, info);
        entityTags.put(entity, publication.entityTag());
    }

    private Publication modifyOrPublish(PresencePublisher publisher, String entity, PresenceInfo info) {
        String tag = entityTags.get(entity);
        if (tag != null) {
            try {
                return publisher.modify(entity, tag, info, EXPIRY);
            } catch (UnknownEntityTagException forgotten) {
                entityTags.remove(entity);
            }
        }
        return publisher.publish(entity, info, EXPIRY);
    }
}
