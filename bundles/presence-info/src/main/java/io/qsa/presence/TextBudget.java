package io.qsa.presence;

import io.qsa.presence.xml.XmlCursor;
import io.qsa.presence.xml.XmlException;

/**
 * Bounds the text that one document makes. A foreign element is kept with every namespace that it uses, so that a document
 * of thousands of tiny elements and one long namespace would be written a thousand times as long as it was. Confined to
 * its reader.
 */
final class TextBudget {
    /** More than any real document needs: those grow by half, or double. */
    private static final int FACTOR = 8;

    private static final int ALWAYS = 8192;

    private final int allowed;
    private long written;
    private long atMost;

    /** @param bytes of the document */
    TextBudget(int bytes) {
        allowed = (int) Math.min(XmlCursor.MAX_BYTES, (long) FACTOR * bytes + ALWAYS);
    }

    /** Counts a foreign element; refuses the document when the text that is there already is too much. */
    Extension taken(Extension extension) throws XmlException {
        int length = extension.atMost();
        atMost += length;
        written += extension.isWritten() ? length : 0;
        if (written > allowed) {
            throw tooMuch();
        }
        return extension;
    }

    /** Counts attributes, each with its namespace. */
    ForeignAttributes taken(ForeignAttributes attributes) throws XmlException {
        int length = attributes.length();
        atMost += length;
        written += length;
        if (written > allowed) {
            throw tooMuch();
        }
        return attributes;
    }

    /** Refuses a document whose written text would be too long; only documents near the limit need the exact length. */
    PresenceInfo checked(PresenceInfo info) throws XmlException {
        if (atMost > allowed && PidfWriter.length(info) > allowed) {
            throw tooMuch();
        }
        return info;
    }

    private XmlException tooMuch() {
        return new XmlException("its elements with their namespaces make more than " + allowed + " characters");
    }
}
