package io.qsa.presence.xml;

import java.nio.charset.StandardCharsets;

import javax.xml.stream.XMLStreamException;

/** An element as a document has it, with the namespaces that are declared around it. Immutable. */
public final class XmlExcerpt {
    private final String[] surroundings;
    private final String element;

    /** @param surroundings prefix, namespace and so on, the innermost last */
    XmlExcerpt(String[] surroundings, String element) {
        this.surroundings = surroundings;
        this.element = element;
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

    /** The element in another one that declares what its surroundings have declared. */
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
