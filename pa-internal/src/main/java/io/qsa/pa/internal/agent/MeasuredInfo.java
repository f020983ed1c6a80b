package io.qsa.pa.internal.agent;

import io.qsa.presence.PidfWriter;
import io.qsa.presence.PresenceInfo;

/** A published document, with its length, which is computed once. Immutable. */
final class MeasuredInfo {
    private final PresenceInfo info;
    private final long characters;
    /** 0 until it is first needed; threads that race compute the same. */
    private int bytes;

    MeasuredInfo(PresenceInfo info) {
        this(info, PidfWriter.length(info));
    }

    private MeasuredInfo(PresenceInfo info, long characters) {
        this.info = info;
        this.characters = characters;
    }

    /** The same with other ids. */
    MeasuredInfo with(PresenceInfo fitted) {
        return fitted == info ? this : new MeasuredInfo(fitted, characters);
    }

    PresenceInfo info() {
        return info;
    }

    /** About how many characters it has when it is written, but for what must be escaped. */
    long characters() {
        return characters;
    }

    /** How many bytes it has when it is written. */
    int bytes() {
        int known = bytes;
        if (known == 0) {
            known = PidfWriter.write(info).length;
            bytes = known;
        }
        return known;
    }
}
