package io.qsa.itests.benchmark;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import org.codehaus.stax2.io.Stax2ByteArraySource;
import org.junit.jupiter.api.Test;

import io.qsa.presence.xml.XmlCursor;
import io.qsa.presence.xml.XmlException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The cost of reading a presence document with our reader of XML, with Aalto and with the JDK's: microseconds, the
 * median of rounds that alternate. On request: {@code itests/run.sh xml}. The figures are in decision 30.
 */
class XmlReadersIT {
    private static final int ROUNDS = 15;
    private static final int DOCUMENTS = 40_000;
    private static final String ROOT =
            "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"sip:alice@example.com\">";
    private static final String TUPLE =
            "<tuple id=\"t%d\"><status><basic>open</basic></status><contact priority=\"0.8\">sip:desk@192.0.2.7:5060</contact>"
                    + "<note xml:lang=\"en\">In a meeting, back at noon</note><timestamp>2026-11-24T12:00:00Z</timestamp></tuple>";

    /** Reads a document; returns the number of characters read, so that nothing is optimised away. */
    private interface Reader {
        int read(byte[] document) throws XMLStreamException, XmlException;
    }

    private final InputFactoryImpl aalto = new InputFactoryImpl();
    private final XMLInputFactory jdk = XMLInputFactory.newDefaultFactory();
    private final Map<String, Reader> readers = new LinkedHashMap<>();

    XmlReadersIT() {
        readers.put("ours", document -> XmlCursor.read(document, XmlReadersIT::goThrough));
        readers.put(
                "Aalto",
                document ->
                        goThrough(aalto.createXMLStreamReader(new Stax2ByteArraySource(document, 0, document.length))));
        readers.put("JDK", document -> goThrough(jdk.createXMLStreamReader(new ByteArrayInputStream(document))));
    }

    private static int goThrough(XmlCursor cursor) throws XmlException {
        XMLStreamReader reader = cursor.reader();
        int characters = onStart(reader);
        for (int depth = 1; depth > 0; ) {
            switch (cursor.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    characters += onStart(reader);
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    characters += reader.getText().length();
                default -> {}
            }
        }
        return characters;
    }

    private static int goThrough(XMLStreamReader reader) throws XMLStreamException {
        int characters = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> characters += onStart(reader);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    characters += reader.getText().length();
                default -> {}
            }
        }
        reader.close();
        return characters;
    }

    private static int onStart(XMLStreamReader reader) {
        int characters =
                reader.getLocalName().length() + reader.getNamespaceURI().length();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            characters += reader.getAttributeValue(i).length();
        }
        return characters;
    }

    @Test
    void compares() throws Exception {
        System.out.println("| document | " + String.join(" | ", readers.keySet()) + " |\n|---|---|---|---|");
        compare("%d bytes", document(0));
        compare("%d bytes", document(4));
        compare(
                "%d bytes, one of them in CDATA",
                new String(document(4), StandardCharsets.US_ASCII)
                        .replaceFirst("In a meeting, back at noon", "<![CDATA[In a meeting, back at noon]]>")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] document(int tuples) {
        StringBuilder text = new StringBuilder(ROOT);
        for (int i = 0; i < tuples; i++) {
            text.append(TUPLE.formatted(i));
        }
        return text.append("<note>at lunch</note></presence>").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void compare(String what, byte[] document) throws Exception {
        Map<String, double[]> micros = new LinkedHashMap<>();
        int expected = readers.get("ours").read(document);
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Reader> reader : readers.entrySet()) {
                assertThat(reader.getValue().read(document)).isEqualTo(expected);
                micros.computeIfAbsent(reader.getKey(), any -> new double[ROUNDS])[round] =
                        time(reader.getValue(), document);
            }
        }
        StringBuilder row = new StringBuilder("| " + what.formatted(document.length) + " |");
        micros.values().forEach(times -> row.append(" %.2f |".formatted(median(times))));
        System.out.println(row);
    }

    private static double time(Reader reader, byte[] document) throws XMLStreamException, XmlException {
        long begin = System.nanoTime();
        int characters = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            characters += reader.read(document);
        }
        double micros = (System.nanoTime() - begin) / 1000.0 / DOCUMENTS;
        assertThat(characters).isPositive();
        return micros;
    }

    private static double median(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
