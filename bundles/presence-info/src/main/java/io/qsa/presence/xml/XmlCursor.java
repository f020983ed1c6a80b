package io.qsa.presence.xml;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads one XML document of unknown origin, element by element. Confined to its caller.
 *
 * <p>{@link PlainXmlReader} reads usual XML, the parser of the JDK everything else. A document type declaration is
 * refused; nesting, attributes and namespaces are bounded, so that the work grows with the size of the document and no
 * faster.
 */
public final class XmlCursor {
    /** Larger documents are refused unread. */
    public static final int MAX_BYTES = 1 << 20;

    public static final int MAX_DEPTH = 64;
    public static final int MAX_ATTRIBUTES = 256;
    public static final int MAX_NAMESPACES = 256;

    private final XMLStreamReader reader;
    private int depth;
    private int namespaces;

    private XmlCursor(XMLStreamReader reader) {
        this.reader = reader;
    }

    /**
     * Makes a result from a document. It may be called twice for one document, the second time from its start again.
     */
    public interface Reading<T> {
        /**
         * Reads on from the start of the root element.
         *
         * @throws IllegalArgumentException with the error in its message, like {@link XmlException}
         */
        T from(XmlCursor cursor) throws XmlException;
    }

    /**
     * Reads a document to its end, in the encoding that it declares, UTF-8 if it declares none.
     *
     * @throws XmlException if it is no well-formed XML, is too large or nested too deep, has a document type
     *     declaration, or if {@code reading} finds it wrong
     */
    public static <T> T read(byte[] bytes, Reading<T> reading) throws XmlException {
        if (bytes.length > MAX_BYTES) {
            throw new XmlException(bytes.length + " bytes are more than " + MAX_BYTES);
        }
        try {
            return readUtf8(XmlBytes.utf8(bytes), reading);
        } catch (XMLStreamException e) {
            throw notWellFormed(e);
        } catch (IllegalArgumentException e) {
            throw new XmlException(e.getMessage(), e);
        }
    }

    private static XmlException notWellFormed(XMLStreamException e) {
        return new XmlException("no well-formed XML: " + XmlText.printable(String.valueOf(e.getMessage())), e);
    }

    /** Reads a document in well-formed UTF-8, whatever it declares. */
    static <T> T readUtf8(byte[] bytes, Reading<T> reading) throws XMLStreamException, XmlException {
        try {
            return new XmlCursor(new PlainXmlReader(bytes)).read(reading);
        } catch (UnusualXmlException unusual) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (XmlBytes.hasDoctype(text)) {
                throw new XmlException("a document type declaration is refused");
            }
            return new XmlCursor(JdkXml.reader(text)).read(reading);
        }
    }

    private <T> T read(Reading<T> reading) throws XMLStreamException, XmlException {
        while (next() != XMLStreamConstants.START_ELEMENT) {
            // comments and processing instructions before the root are ignored
        }
        if ("1.1".equals(reader.getVersion())) {
            throw new XmlException("XML 1.1 is refused");
        }
        T result = reading.from(this);
        while (reader.hasNext()) {
            // a second root, or garbage, is an error
            next();
        }
        return result;
    }

    /** The reader itself, on a start of an element; to be moved only by the methods of the cursor. */
    public XMLStreamReader reader() {
        return reader;
    }

    /** Checks the bounds as if the present element were so much deeper in another document. */
    public void deepen(int levels) throws XmlException {
        depth += levels - 1;
        enter();
    }

    private void enter() throws XmlException {
        if (++depth > MAX_DEPTH) {
            throw new XmlException("elements are nested deeper than " + MAX_DEPTH);
        }
    }

    /** Moves on by one event and keeps the bounds. */
    public int next() throws XmlException {
        int event = nextEvent();
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                namespaces += reader.getNamespaceCount();
                enter();
                if (namespaces > MAX_NAMESPACES) {
                    throw new XmlException("more than " + MAX_NAMESPACES + " namespaces are in scope");
                }
            }
            case XMLStreamConstants.END_ELEMENT -> {
                namespaces -= reader.getNamespaceCount();
                depth--;
            }
            case XMLStreamConstants.DTD -> throw new XmlException("a document type declaration is refused");
            case XMLStreamConstants.ENTITY_REFERENCE -> throw new XmlException("an entity is not declared");
            default -> {}
        }
        return event;
    }

    private int nextEvent() throws XmlException {
        try {
            return reader.next();
        } catch (XMLStreamException e) {
            throw notWellFormed(e);
        }
    }

    /** Moves from a start of an element, or from the end of one of its children, to its next child; false at its end. */
    public boolean nextChild() throws XmlException {
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                return false;
            }
        }
    }

    /** The text of an element without child elements, and of another one an exception; moves to its end. */
    public String text() throws XmlException {
        String name = reader.getLocalName();
        return textIfAlone().orElseThrow(() -> new XmlException(XmlText.printable(name) + " holds an element"));
    }

    /** The text of an element; empty if it has child elements. Moves to its end. */
    public Optional<String> textIfAlone() throws XmlException {
        int outside = depth - 1;
        String first = "";
        StringBuilder more = null;
        while (true) {
            int event = next();
            switch (event) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (first.isEmpty()) {
                        first = reader.getText();
                    } else {
                        more = more == null ? new StringBuilder(first) : more;
                        more.append(reader.getText());
                    }
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    leave(outside);
                    return Optional.empty();
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return Optional.of(more == null ? first : more.toString());
                }
                default -> {}
            }
        }
    }

    /** Moves to the end of the element. */
    public void skip() throws XmlException {
        leave(depth - 1);
    }

    /** How many elements are open, the present one included. */
    public int depth() {
        return depth;
    }

    /** Moves on until no more elements are open than that; does nothing if it is so already. */
    public void leave(int outside) throws XmlException {
        while (depth > outside) {
            next();
        }
    }

    /**
     * Moves to the end of the element and returns an excerpt, so that it can be read later, on demand. Empty, and
     * without a move, if the reader of this document does not know the position of an element, or might not accept the
     * excerpt later.
     *
     * @param language the {@code xml:lang} that applies around it
     */
    public Optional<XmlExcerpt> cut(String language) throws XmlException {
        if (!(reader instanceof PlainXmlReader)) {
            return Optional.empty();
        }
        PlainXmlReader plain = (PlainXmlReader) reader;
        int begin = plain.begin();
        String[] surroundings = plain.surroundings();
        if (surroundings.length > 2 * XmlExcerpt.MOST_SURROUNDINGS) {
            return Optional.empty();
        }
        skip();
        return Optional.of(new XmlExcerpt(surroundings, plain.since(begin), language));
    }

    public boolean isIn(String namespace) {
        return namespace.equals(reader.getNamespaceURI());
    }

    public String name() {
        return reader.getLocalName();
    }

    /** The value of an attribute without a namespace; empty if it is absent. */
    public String attribute(String name) {
        String value = reader.getAttributeValue("", name);
        return value == null ? "" : value;
    }

    /** The value of {@code xml:lang}; the inherited one if it is absent. */
    public String language(String inherited) {
        String value = reader.getAttributeValue(XMLConstants.XML_NS_URI, "lang");
        return value == null ? inherited : value;
    }
}
