package io.qsa.presence.xml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PlainXmlReaderTest {
    private static final String DOCUMENT =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- before -->
            <presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:r="urn:r" entity='sip:a@b?x=1&amp;y'>
              <tuple id="t1"><status><basic>open</basic><r:mood r:a="1" a="2 \t3"/></status>
              <note xml:lang="de">a &lt; b > c ] é</note></tuple><!-- inside -->
              <x xmlns="" xmlns:r="urn:other"><r:y/></x>
            </presence>
            <!-- after -->
            """;
    private static final String[] SNIPPETS = {
        "<",
        ">",
        "&",
        "\"",
        "'",
        "/",
        "=",
        " ",
        "\n",
        "\r\n",
        ":",
        "]]>",
        "--",
        "<!--",
        "-->",
        "<a>",
        "</a>",
        "<a/>",
        "<r:a/>",
        " r:a='1'",
        " xmlns:r=''",
        " xmlns:q='urn:r' q:a='3'",
        " xmlns=''",
        " id='t1'",
        "&#65;",
        "&amp;",
        "&x;",
        "<![CDATA[x]]>",
        "<?p i?>",
        "\u0001",
        "\uFFFE",
        "\uD83D\uDE00",
        "é",
        "é:",
        "xml:",
        "xmlns:xml='urn:x'",
        "1"
    };
    private static final int ROUNDS = 60_000;

    @Test
    void readsWhatIsUsual() throws XMLStreamException {
        assertThat(events(plain(DOCUMENT))).isEqualTo(events(JdkXml.reader(DOCUMENT)));
    }

    @Test
    void readsTheLineEndsOfTheNetwork() throws XMLStreamException {
        String document = DOCUMENT.replace("\n", "\r\n");

        assertThat(events(plain(document))).isEqualTo(events(JdkXml.reader(document)));
    }

    @Test
    void agreesWithTheParserOfTheJdkOrLeavesItTheDocument() {
        Random random = new Random(20261124);
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String document = mutated(DOCUMENT, random);
            List<String> events;
            try {
                events = events(plain(document));
            } catch (XMLStreamException | UnusualXmlException left) {
                continue;
            }
            read++;
            assertThat(eventsOfJdk(document)).as(document).isEqualTo(events);
        }
        assertThat(read).isBetween(ROUNDS / 20, ROUNDS * 19 / 20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<!-- nothing -->",
                "<a/><b/>",
                "<a/>text",
                "<a></b>",
                "<a>&#65;</a>",
                "<a><![CDATA[x]]></a>",
                "<?p i?><a/>",
                "<a>]]></a>",
                "<a>\n\r\n</a>",
                "<a b='1' b='2'/>",
                "<a xmlns:p='urn:x' xmlns:q='urn:x' p:b='1' q:b='2'/>",
                "<p:a/>",
                "<a b='<'/>",
                "<a><!-- -- --></a>",
                "<?XML version=\"1.0\"?><a/>"
            })
    void leavesToTheParserOfTheJdkWhatIsRareOrWrong(String document) {
        assertThatThrownBy(() -> events(plain(document))).isInstanceOf(UnusualXmlException.class);
    }

    private static PlainXmlReader plain(String document) {
        return new PlainXmlReader(document.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> eventsOfJdk(String document) {
        try {
            return events(JdkXml.reader(document));
        } catch (XMLStreamException e) {
            return List.of(e.toString());
        }
    }

    /** All that a user of the cursor sees; comments before the root are ignored. */
    private static List<String> events(XMLStreamReader reader) throws XMLStreamException {
        List<String> events = new ArrayList<>();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> events.add("<" + describe(reader) + attributes(reader));
                case XMLStreamConstants.END_ELEMENT -> events.add("</" + describe(reader));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE -> events.add(reader.getText());
                default -> {}
            }
        }
        return events;
    }

    private static String describe(XMLStreamReader reader) {
        StringBuilder text = new StringBuilder(orEmpty(reader.getPrefix()) + ":" + reader.getLocalName());
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            text.append(" ns ").append(orEmpty(reader.getNamespacePrefix(i)));
            text.append('=').append(orEmpty(reader.getNamespaceURI(i)));
        }
        return text + " in " + reader.getNamespaceURI();
    }

    private static String attributes(XMLStreamReader reader) {
        StringBuilder text = new StringBuilder(" r " + reader.getNamespaceURI("r") + " lang "
                + reader.getAttributeValue("http://www.w3.org/XML/1998/namespace", "lang") + " id "
                + reader.getAttributeValue("", "id"));
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            text.append(' ').append(orEmpty(reader.getAttributePrefix(i))).append(':');
            text.append(reader.getAttributeLocalName(i)).append('=').append(reader.getAttributeValue(i));
        }
        return text.toString();
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static String mutated(String seed, Random random) {
        String document = seed;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(document.length());
            int to = Math.min(document.length(), at + random.nextInt(12));
            document = switch (random.nextInt(3)) {
                case 0 -> document.substring(0, at) + document.substring(to);
                case 1 -> document.substring(0, at) + document.substring(at, to) + document.substring(at);
                default ->
                    document.substring(0, at) + SNIPPETS[random.nextInt(SNIPPETS.length)] + document.substring(at);
            };
        }
        return document;
    }
}
