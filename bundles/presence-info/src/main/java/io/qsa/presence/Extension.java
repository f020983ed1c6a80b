package io.qsa.presence;

import io.qsa.presence.xml.XmlExcerpt;

/**
 * An element of a foreign namespace, kept whole and opaque: RPID, data model, anything (RFC 3863 section 4.2).
 * Immutable; equal if name and text are equal.
 *
 * <p>The text stands on its own: it declares every namespace that it uses, so that it may be parsed alone, or put into
 * any other document. Comments and processing instructions are not kept.
 */
public final class Extension {
    private final String namespace;
    private final String name;
    private final boolean mustUnderstand;
    /** What the text is to be made of; null if it was there from the beginning. */
    private final XmlExcerpt excerpt;
    /** Null until somebody asks for it; whoever asks at the same time makes the same. */
    private volatile String xml;

    /** One whose text is there. */
    Extension(String namespace, String name, boolean mustUnderstand, String xml) {
        this(namespace, name, mustUnderstand, xml, null);
    }

    /** One whose text is made when somebody asks for it. */
    Extension(String namespace, String name, boolean mustUnderstand, XmlExcerpt excerpt) {
        this(namespace, name, mustUnderstand, null, excerpt);
    }

    private Extension(String namespace, String name, boolean mustUnderstand, String xml, XmlExcerpt excerpt) {
        this.namespace = namespace;
        this.name = name;
        this.mustUnderstand = mustUnderstand;
        this.xml = xml;
        this.excerpt = excerpt;
    }

    /** Reads an element from text that stands on its own. */
    public static Extension parse(String xml) throws PidfException {
        return PidfReader.readExtension(xml);
    }

    /** The namespace of the element; empty if it has none. */
    public String namespace() {
        return namespace;
    }

    /** The local name of the element. */
    public String name() {
        return name;
    }

    /** Whether what encloses the element is not to be used by who does not know the element (RFC 3863 section 4.2.4). */
    public boolean mustUnderstand() {
        return mustUnderstand;
    }

    /** The element as XML text. */
    public String xml() {
        String known = xml;
        if (known == null) {
            known = ExtensionReader.text(excerpt);
            xml = known;
        }
        return known;
    }

    /** Whether its text is there already. */
    boolean isWritten() {
        return xml != null;
    }

    /** How long its text is at most, but for what must be escaped; costs next to nothing. */
    int atMost() {
        String known = xml;
        return known == null ? excerpt.atMost() : known.length();
    }

    /** About how long its text is; makes no text to find out. */
    int length() {
        String known = xml;
        return known == null ? excerpt.length() : known.length();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Extension that
                && namespace.equals(that.namespace)
                && name.equals(that.name)
                && xml().equals(that.xml());
    }

    @Override
    public int hashCode() {
        return xml().hashCode();
    }

    @Override
    public String toString() {
        return xml();
    }
}
