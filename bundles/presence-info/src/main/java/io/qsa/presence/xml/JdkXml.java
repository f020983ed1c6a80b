package io.qsa.presence.xml;

import java.io.StringReader;

import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The parser of the JDK, whatever a framework offers in its place, with everything off that reaches out of a document. */
final class JdkXml {
    private JdkXml() {}

    /** A reader at the begin of a document. */
    static XMLStreamReader reader(String document) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty("jdk.xml.elementAttributeLimit", XmlCursor.MAX_ATTRIBUTES);
        // By default it refuses names and namespaces of more than 1,000 characters, which the plain reader accepts: a
        // document
        // that was read once must be readable again, and the size of a document bounds its names.
        factory.setProperty("jdk.xml.maxXMLNameLimit", XmlCursor.MAX_BYTES);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("an external entity is refused");
        });
        return factory.createXMLStreamReader(new StringReader(document));
    }
}
