package io.qsa.presence;

import io.qsa.presence.xml.XmlExcerpt;
import io.qsa.presence.xml.XmlText;

/**
 * An element of a foreign namespace, kept whole and opaque: RPID, data model, anything (RFC 3863 section 4.2).
 * Immutable; equal if name and text are equal.
 *
 * <p>The text is self-contained: it declares every namespace that it uses, so that it can be parsed alone, or put into
 * any other document. Comments and processing instructions are not kept.
 */
public final class Extension {
    private static final String ID = " id=\"";

    private final String namespace;
    private final String name;
    private final boolean mustUnderstand;
    /** The source of the text; null if the text was known from the beginning. */
    private final XmlExcerpt excerpt;
    /** Null until first used; concurrent callers make equal texts. */
    private volatile String xml;

    /** One whose text is there. */
    Extension(String namespace, String name, boolean mustUnderstand, String xml) {
        this(namespace, name, mustUnderstand, xml, null);
    }

    /** An extension whose text is made on demand. */
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

    /** Reads an element from self-contained text. */
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

    /**
     * Whether an application that does not know this element must ignore it, and a foreign element around it. The status and
     * the tuple that contain it are valid without it (RFC 3863 section 4.2.3).
     */
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

    /**
     * The value of its attribute {@code id}, which distinguishes persons and devices (RFC 4479 section 4); empty if
     * absent.
     */
    public String id() {
        String text = xml();
        int start = startOfId(text);
        return start < 0 ? "" : text.substring(start, text.indexOf('"', start));
    }

    /** The same with another id; it must have one. */
    public Extension withId(String id) {
        String text = xml();
        int start = startOfId(text);
        if (start < 0) {
            throw new IllegalStateException("no id to change in " + name);
        }
        StringBuilder changed = new StringBuilder(text.length() + id.length()).append(text, 0, start);
        XmlText.appendValue(changed, XmlText.required("id", id));
        changed.append(text, text.indexOf('"', start), text.length());
        return new Extension(namespace, name, mustUnderstand, changed.toString());
    }

    /** The text was written here, so there is no quotation mark and no closing bracket in a value. */
    private static int startOfId(String text) {
        int place = text.indexOf(ID);
        return place < 0 || place > text.indexOf('>') ? -1 : place + ID.length();
    }

    /** Whether its text is there already. */
    boolean isWritten() {
        return xml != null;
    }

    /** The maximum length of its text without escapes; cheap to compute. */
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
