package io.qsa.pa.internal.agent;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

import io.qsa.base.timer.Alarm;
import io.qsa.pa.store.StoredPublication;
import io.qsa.presence.PidfWriter;
import io.qsa.presence.PresenceInfo;

/** One publication as it is under its present entity tag. Immutable. */
record Published(Id id, String entity, PresenceInfo info, Lapse lapse) {

    /**
     * What a publication is known by.
     *
     * @param key stays with it in the store; grows with the time of the first PUBLISH
     * @param tag names it until its next change
     */
    record Id(String key, String tag) {
        static Id first(Instant now, String tag) {
            long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
            return new Id(HexFormat.of().toHexDigits(micros, 14) + "-" + tag, tag);
        }

        Id next(String newTag) {
            return new Id(key, newTag);
        }
    }

    /** When it lapses, and the alarm that says so. */
    record Lapse(Instant at, Alarm alarm) {}

    String tag() {
        return id.tag();
    }

    Published withInfo(PresenceInfo other) {
        return new Published(id, entity, other, lapse);
    }

    /** What the store keeps of it. */
    StoredPublication stored() {
        String document = new String(PidfWriter.write(info), StandardCharsets.UTF_8);
        return new StoredPublication(id.key(), entity, id.tag(), lapse.at(), document);
    }
}
