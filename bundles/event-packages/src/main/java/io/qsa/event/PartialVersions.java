package io.qsa.event;

/**
 * Judges the versions of the documents of one dialog, which may be partial (RFC 3680 section 5.1, RFC 3858 section 4.1,
 * RFC 4662 section 5.2). Confined to its dialog.
 *
 * <p>Complete state is taken whatever its version: the dialog keeps the order, and there are servers that do not count.
 */
public final class PartialVersions {
    /** How a document follows what was known. */
    public enum Step {
        /** It is the next one. */
        NEXT,
        /** It is known already. */
        OLD,
        /** Something before it is missing: it is taken, and complete state is wanted. */
        GAP
    }

    private static final long NONE = -2;

    private long last = NONE;

    /** A document with complete state. */
    public Step full(long version) {
        last = version;
        return Step.NEXT;
    }

    /** A document with what has changed. */
    public Step partial(long version) {
        if (version <= last) {
            return Step.OLD;
        }
        boolean follows = version == last + 1;
        last = version;
        return follows ? Step.NEXT : Step.GAP;
    }

    /** One that stands where this one stands. */
    public PartialVersions copy() {
        PartialVersions copy = new PartialVersions();
        copy.last = last;
        return copy;
    }
}
