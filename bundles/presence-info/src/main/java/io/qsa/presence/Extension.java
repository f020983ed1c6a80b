package io.qsa.presence;

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
    private final String xml;

    Extension(String namespace, String name, boolean mustUnderstand, String xml) {
        this.namespace = namespace;
        this.name = name;
        this.mustUnderstand = mustUnderstand;
        this.xml = xml;
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
        return xml;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Extension that
                && namespace.equals(that.namespace)
                && name.equals(that.name)
                && xml.equals(that.xml);
    }

    @Override
    public int hashCode() {
        return xml.hashCode();
    }

    @Override
    public String toString() {
        return xml;
    }
}
