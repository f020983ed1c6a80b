package io.qsa.presence.xml;

import java.nio.charset.StandardCharsets;

import javax.xml.stream.XMLStreamException;

/** An element as a document has it, with the namespaces that are declared around it. Immutable. */
public final class XmlExcerpt {
    /** More would make the element that declares them an unusual one. */
    static final int MOST_SURROUNDINGS = PlainAttributes.MAX - 1;

    /** The characters of a declaration besides prefix and namespace. */
    private static final int OF_DECLARATION = " xmlns:=\"\"".length();

    /** What the attribute xml:lang has beside its value. */
    private static final int OF_LANGUAGE = " xml:lang=\"\"".length();

    private final String[] surroundings;
    private final String element;
    private final String language;

    /**
     * @param surroundings prefix, namespace and so on, the innermost last
     * @param language that applies around it; empty if none does
     */
    XmlExcerpt(String[] surroundings, String element, String language) {
        this.surroundings = surroundings;
        this.element = element;
        this.language = language;
    }

    /**
     * Reads it once more, with the cursor on the start of the element.
     *
     * @throws XmlException if {@code reading} finds it wrong; it has been read before, so it is well-formed
     */
    public <T> T read(XmlCursor.Reading<T> reading) throws XmlException {
        try {
            return XmlCursor.readUtf8(document().getBytes(StandardCharsets.UTF_8), cursor -> {
                cursor.nextChild();
                T result = reading.from(cursor);
                cursor.nextChild();
                return result;
            });
        } catch (XMLStreamException e) {
            throw new IllegalStateException("what was read before cannot be read again: " + element, e);
        }
    }

    /** The maximum length of its self-contained text without escapes; cheap to compute. */
    public int atMost() {
        int length = element.length() + ofLanguage();
        for (String text : surroundings) {
            length += text.length() + OF_DECLARATION / 2;
        }
        return length;
    }

    /** The same with those declarations alone that it seems to use. */
    public int length() {
        int length = element.length() + ofLanguage();
        for (int i = 0; i < surroundings.length; i += 2) {
            String prefix = surroundings[i];
            if (isInnermost(i) && (prefix.isEmpty() || element.contains(prefix + ":"))) {
                length += prefix.length() + surroundings[i + 1].length() + OF_DECLARATION;
            }
        }
        return length;
    }

    /** The element inside another one with the inherited declarations. */
    private int ofLanguage() {
        return language.isEmpty() ? 0 : OF_LANGUAGE + language.length();
    }

    /** The {@code xml:lang} that applies around it; empty if none does. */
    public String language() {
        return language;
    }

    private String document() {
        StringBuilder text = new StringBuilder(element.length() + 256).append("<x");
        for (int i = 0; i < surroundings.length; i += 2) {
            if (isInnermost(i)) {
                text.append(surroundings[i].isEmpty() ? " xmlns" : " xmlns:").append(surroundings[i]);
                XmlText.appendValue(text.append("=\""), surroundings[i + 1]);
                text.append('"');
            }
        }
        return text.append('>').append(element).append("</x>").toString();
    }

    private boolean isInnermost(int declaration) {
        for (int i = declaration + 2; i < surroundings.length; i += 2) {
            if (surroundings[i].equals(surroundings[declaration])) {
                return false;
            }
        }
        return true;
    }
}
