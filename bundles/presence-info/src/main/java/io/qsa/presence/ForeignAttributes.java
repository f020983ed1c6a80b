package io.qsa.presence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamReader;

import io.qsa.presence.xml.XmlText;

/**
 * The attributes of one PIDF element that are in other namespaces. Immutable; equal if all parts are equal. {@code xml:lang} is
 * not among them: notes and extensions have the language that applies to them.
 */
public final class ForeignAttributes {
    /** No attributes. */
    public static final ForeignAttributes NONE = new ForeignAttributes(List.of());

    private static final int FRAME = " xmlns:=\"\" :=\"\"".length();

    private record Attribute(String namespace, String prefix, String name, String value) {
        boolean isOf(String otherNamespace, String otherName) {
            return namespace.equals(otherNamespace) && name.equals(otherName);
        }
    }

    private final List<Attribute> attributes;

    private ForeignAttributes(List<Attribute> attributes) {
        this.attributes = attributes;
    }

    /** The attributes of the element on whose start a reader stands. */
    static ForeignAttributes of(XMLStreamReader start) {
        List<Attribute> found = null;
        for (int i = 0; i < start.getAttributeCount(); i++) {
            String namespace = start.getAttributeNamespace(i);
            String name = start.getAttributeLocalName(i);
            if (isForeign(namespace) && !(namespace.equals(XMLConstants.XML_NS_URI) && name.equals("lang"))) {
                found = found == null ? new ArrayList<>(1) : found;
                String value = XmlText.checked("an attribute", start.getAttributeValue(i));
                found.add(new Attribute(namespace, start.getAttributePrefix(i), name, value));
            }
        }
        return found == null ? NONE : new ForeignAttributes(List.copyOf(found));
    }

    private static boolean isForeign(String namespace) {
        return namespace != null && !namespace.isEmpty() && !namespace.equals(PidfReader.NAMESPACE);
    }

    public boolean isEmpty() {
        return attributes.isEmpty();
    }

    /** The value of the attribute with this name. */
    public Optional<String> value(String namespace, String name) {
        return attributes.stream()
                .filter(attribute -> attribute.isOf(namespace, name))
                .findFirst()
                .map(Attribute::value);
    }

    /** These and those of another element that have another name and another prefix. */
    ForeignAttributes and(ForeignAttributes others) {
        if (others.isEmpty()) {
            return this;
        }
        List<Attribute> all = new ArrayList<>(attributes);
        others.attributes.stream().filter(this::isBeside).forEach(all::add);
        return new ForeignAttributes(List.copyOf(all));
    }

    private boolean isBeside(Attribute other) {
        return attributes.stream()
                .noneMatch(known -> known.isOf(other.namespace(), other.name())
                        || known.prefix().equals(other.prefix())
                                && !known.namespace().equals(other.namespace()));
    }

    /** At most how many characters {@link #append} writes, but for what must be escaped. */
    int length() {
        int length = 0;
        for (Attribute attribute : attributes) {
            length += FRAME
                    + 2 * attribute.prefix().length()
                    + attribute.namespace().length()
                    + attribute.name().length()
                    + attribute.value().length();
        }
        return length;
    }

    /** Writes them into the start tag of an element, with their namespaces. */
    void append(StringBuilder out) {
        List<String> declared = new ArrayList<>(attributes.size());
        for (Attribute attribute : attributes) {
            String prefix = attribute.prefix();
            if (!prefix.equals(XMLConstants.XML_NS_PREFIX) && !declared.contains(prefix)) {
                declared.add(prefix);
                append(out, "xmlns:" + prefix, attribute.namespace());
            }
            append(out, prefix + ':' + attribute.name(), attribute.value());
        }
    }

    private static void append(StringBuilder out, String name, String value) {
        out.append(' ').append(name).append("=\"");
        XmlText.appendValue(out, value);
        out.append('"');
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ForeignAttributes that && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return attributes.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text);
        return text.toString().trim();
    }
}
