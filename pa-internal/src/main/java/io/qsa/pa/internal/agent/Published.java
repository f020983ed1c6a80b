package io.qsa.pa.internal.agent;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

import io.qsa.base.timer.Alarm;
import io.qsa.pa.store.StoredPublication;
import io.qsa.presence.PidfWriter;
import io.qsa.presence.PresenceInfo;

/** One version of a publication, with the entity tag of that version. Immutable. */
record Published(Id id, String entity, MeasuredInfo measured, Lapse lapse) {

    /**
     * The identifiers of a publication.
     *
     * @param key its key in the store, which never changes; keys sort by the time of the first PUBLISH
     * @param tag its entity tag, until the next change
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

    /** When it expires, and the alarm for that. */
    record Lapse(Instant at, Alarm alarm) {}

    String tag() {
        return id.tag();
    }

    PresenceInfo info() {
        return measured.info();
    }

    /** The same with other ids of tuples, persons and devices. */
    Published withInfo(PresenceInfo fitted) {
        return new Published(id, entity, measured.with(fitted), lapse);
    }

    /** Its record for the store. */
    StoredPublication stored() {
        String document = new String(PidfWriter.write(info()), StandardCharsets.UTF_8);
        return new StoredPublication(id.key(), entity, id.tag(), lapse.at(), document);
    }
}
