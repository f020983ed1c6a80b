package io.qsa.presence;

import io.qsa.presence.xml.XmlExcerpt;
import io.qsa.presence.xml.XmlText;

/**
 * An element of a foreign namespace, kept whole and opaque: RPID, data model, anything (RFC 3863 section 4.2).
 * Immutable; equal if name and text are equal.
 *
 * <p>The text stands on its own: it declares every namespace that it uses, so that it may be parsed alone, or put into
 * any other document. Comments and processing instructions are not kept.
 */
public final class Extension {
    private static final String ID = " id=\"";

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

    /** The value of its attribute {@code id}, by which persons and devices are told apart (RFC 4479 section 4); empty without. */
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

    /** The text was written here, so that no quotation mark and no closing bracket stands in a value. */
    private static int startOfId(String text) {
        int place = text.indexOf(ID);
        return place < 0 || place > text.indexOf('>') ? -1 : place + ID.length();
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
