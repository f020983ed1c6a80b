package io.qsa.event;

/**
 * Compares the versions of the documents of one dialog, which may be partial (RFC 3680 section 5.1, RFC 3858 section 4.1,
 * RFC 4662 section 5.2). Confined to its dialog.
 *
 * <p>Complete state is accepted whatever its version: CSeq keeps the order, and some servers do not count versions.
 */
public final class PartialVersions {
    /** How a document follows the one before. */
    public enum Step {
        /** It is the next one. */
        NEXT,
        /** An old or repeated version: nothing new. */
        OLD,
        /** A document before it was missed: it is accepted, and a refresh must fetch complete state. */
        GAP
    }

    private static final long NONE = -2;

    private long last = NONE;

    /** A document with complete state. */
    public Step full(long version) {
        last = version;
        return Step.NEXT;
    }

    /** A document with changes only. */
    public Step partial(long version) {
        if (version <= last) {
            return Step.OLD;
        }
        boolean follows = version == last + 1;
        last = version;
        return follows ? Step.NEXT : Step.GAP;
    }

    /** A copy with the present version. */
    public PartialVersions copy() {
        PartialVersions copy = new PartialVersions();
        copy.last = last;
        return copy;
    }
}
