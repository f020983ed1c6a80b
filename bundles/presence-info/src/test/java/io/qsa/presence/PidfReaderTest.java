package io.qsa.presence;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PidfReaderTest {

    /** D01, D02. */
    @Test
    void aDocumentMayHoldNothingButItsEntity() throws PidfException {
        PresenceInfo info = Samples.read("valid/minimal.xml");

        assertThat(info.entity()).isEqualTo("sip:alice@example.com");
        assertThat(info.tuples()).isEmpty();
        assertThat(info.notes()).isEmpty();
        assertThat(info.extensions()).isEmpty();
        assertThat(info.basic()).isEqualTo(BasicStatus.UNDEFINED);
    }

    /** D02, D04-D08. */
    @Test
    void everyPartIsRead() throws PidfException {
        PresenceInfo info = Samples.read("valid/full.xml");

        Tuple first = info.tuples().get(0);
        assertThat(first.id()).isEqualTo("bs35r9");
        assertThat(first.basic()).isEqualTo(BasicStatus.OPEN);
        assertThat(first.contact()).contains(Contact.of("im:alice@mobile.example.com", new BigDecimal("0.8")));
        assertThat(first.timestamp()).contains(Instant.parse("2026-10-27T16:49:29Z"));
        assertThat(first.notes())
                .containsExactly(
                        Note.of("Don't disturb, please!", "en"), Note.of("Ne derangez pas, s'il vous plait", "fr"));
        assertThat(info.tuples().get(1).basic()).isEqualTo(BasicStatus.CLOSED);
        assertThat(info.notes()).containsExactly(Note.of("I'll be in Tokyo <next week>"));
        assertThat(info.basic()).isEqualTo(BasicStatus.OPEN);
    }

    /** D03. */
    @Test
    void ofTwoTuplesWithOneIdTheLaterCounts() throws PidfException {
        PresenceInfo info = PidfReader.read(Xml.presence("<tuple id='a'><status><basic>open</basic></status></tuple>"
                + "<tuple id='a'><status><basic>closed</basic></status></tuple>"));

        assertThat(info.tuples()).containsExactly(Tuple.of("a", BasicStatus.CLOSED));
    }

    /** D04, D05. */
    @Test
    void aStatusThatIsNoneOfTheTwoIsUndefined() throws PidfException {
        PresenceInfo info = Samples.read("valid/odd.xml");

        assertThat(info.tuples())
                .extracting(Tuple::basic)
                .containsExactly(BasicStatus.UNDEFINED, BasicStatus.UNDEFINED, BasicStatus.OPEN);
        assertThat(info.tuples().get(0).basicText()).isEmpty();
        assertThat(info.tuples().get(1).basicText()).contains("OPEN");
        assertThat(info.tuples().get(2).basicText()).contains("open");
    }

    /** D06, D08. */
    @Test
    void aBadPriorityOrTimestampCountsAsAbsent() throws PidfException {
        PresenceInfo info = Samples.read("valid/odd.xml");

        assertThat(info.tuples().get(1).contact()).contains(Contact.of("tel:+1234"));
        assertThat(info.tuples().get(1).timestamp()).isEmpty();
        assertThat(info.tuples().get(2).contact()).contains(Contact.of("sip:a@b"));
        assertThat(info.tuples().get(2).timestamp()).contains(Instant.parse("2026-10-27T16:49:29.500Z"));
    }

    /** D07. */
    @Test
    void aNoteInheritsItsLanguage() throws PidfException {
        PresenceInfo info = Samples.read("valid/odd.xml");

        assertThat(info.tuples().get(2).notes()).containsExactly(Note.of("inherited", "de"));
        assertThat(info.notes()).containsExactly(Note.of("own", "en"));
    }

    /** D10, F122: it is a matter of that element alone. */
    @Test
    void whatMustBeUnderstoodIsMarkedAndCostsNothingElse() throws PidfException {
        List<Tuple> tuples = Samples.read("valid/must-understand.xml").tuples();

        assertThat(tuples).extracting(Tuple::basic).containsOnly(BasicStatus.OPEN);
        assertThat(tuples.stream()
                        .flatMap(
                                tuple -> Stream.concat(tuple.extensions().stream(), tuple.statusExtensions().stream())))
                .extracting(Extension::mustUnderstand)
                .containsExactly(false, true, true);
    }

    /** D11. */
    @Test
    void thePrefixOfTheNamespaceMakesNoDifference() throws PidfException {
        assertThat(Samples.read("valid/prefixed.xml")).isEqualTo(Samples.read("valid/full.xml"));
    }

    /** D12. */
    @ParameterizedTest
    @ValueSource(strings = {"iso-8859-1", "utf-16", "utf-8-bom", "utf-8"})
    void theDeclaredEncodingCounts(String encoding) throws PidfException {
        assertThat(Samples.read("valid/" + encoding + ".xml").notes()).containsExactly(Note.of("Grüße"));
    }

    /** F25: well-formed UTF-8 is read as UTF-8, whatever the declaration says. */
    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "windows-1252", "utf8", "UTF-8"})
    void bytesOfUtf8AreUtf8(String label) throws PidfException {
        byte[] document = labelled(label, "Café Müller").getBytes(StandardCharsets.UTF_8);

        assertThat(PidfReader.read(document).notes()).containsExactly(Note.of("Café Müller"));
    }

    /** F25: other bytes are read as declared. */
    @ParameterizedTest
    @CsvSource({"ISO-8859-1, ISO-8859-1", "windows-1252, windows-1252"})
    void otherBytesAreWhatTheLabelSays(String label, String charset) throws PidfException {
        byte[] document = labelled(label, "Café Müller").getBytes(Charset.forName(charset));

        assertThat(PidfReader.read(document).notes()).containsExactly(Note.of("Café Müller"));
    }

    /** F26. */
    @ParameterizedTest
    @ValueSource(strings = {"utf8", "UTF8", "windows-1252", "utf-16", "UTF-16LE"})
    void ofBytesOfAsciiTheLabelDoesNotMatter(String label) throws PidfException {
        byte[] document = labelled(label, "lunch").getBytes(StandardCharsets.US_ASCII);

        assertThat(PidfReader.read(document).notes()).containsExactly(Note.of("lunch"));
    }

    /** F26. */
    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n\n", " \t\r\n "})
    void anEmptyLineBeforeADocumentSaysNothing(String before) throws PidfException {
        byte[] document = (before + labelled("UTF-8", "Grüße")).getBytes(StandardCharsets.UTF_8);

        assertThat(PidfReader.read(document).notes()).containsExactly(Note.of("Grüße"));
    }

    private static String labelled(String encoding, String note) {
        return "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?><presence xmlns='urn:ietf:params:xml:ns:pidf'"
                + " entity='sip:alice@example.com'><note>" + note + "</note></presence>";
    }

    /** F27. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<tuple id='b'><note>x</note></tuple>",
                "<tuple><status><basic>closed</basic></status></tuple>",
                "<tuple id=' '><status/></tuple>",
                "<tuple id='b'><status><basic>open<b/></basic></status></tuple>",
                "<note>x<b><c/></b></note>"
            })
    void aTupleThatIsNoneCostsNoOther(String odd) throws PidfException {
        String good = "<tuple id='a'><status><basic>open</basic></status></tuple>";

        for (String both : List.of(good + odd, odd + good)) {
            PresenceInfo info = PidfReader.read(Xml.presence(both));

            assertThat(info.tuples()).containsExactly(Tuple.of("a", BasicStatus.OPEN));
            assertThat(info.passedOver()).isEqualTo(1);
        }
    }

    /** F27: what is optional and wrong costs itself, and not its tuple. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<note>a<b>c</b></note>",
                "<contact priority='1'>sip:a@b<c/></contact>",
                "<timestamp><b/>2026-10-27T16:49:29Z</timestamp>"
            })
    void anOptionalElementThatHoldsAnotherOneCostsNoTuple(String odd) throws PidfException {
        PresenceInfo info = PidfReader.read(Xml.presence(
                "<tuple id='a'><status><basic>open</basic></status>" + odd + "<x:y xmlns:x='urn:x'/></tuple>"));

        assertThat(info.tuples()).hasSize(1);
        Tuple tuple = info.tuples().get(0);
        assertThat(tuple.basic()).isEqualTo(BasicStatus.OPEN);
        assertThat(tuple.notes()).isEmpty();
        assertThat(tuple.contact()).isEmpty();
        assertThat(tuple.timestamp()).isEmpty();
        assertThat(tuple.extensions()).hasSize(1);
        assertThat(info.passedOver()).isEqualTo(1);
    }

    /** F29: as Asterisk writes it. */
    @Test
    void aPersonMayStandInTheNamespaceOfAsterisk() throws PidfException {
        PresenceInfo info = PidfReader.read(Xml.presence("<pp:person xmlns:pp='urn:ietf:params:xml:ns:pidf:person'>"
                + "<status xmlns='urn:ietf:params:xml:ns:pidf'/></pp:person>"));

        assertThat(info.persons()).singleElement().satisfies(person -> assertThat(person.name())
                .isEqualTo("person"));
    }

    /** F30. */
    @ParameterizedTest
    @CsvSource({
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
        "2026-10-27T16:49:29.1234567891Z, 2026-10-27T16:49:29.123456789Z",
        "2026-12-31T24:00:00Z, 2027-01-01T00:00:00Z",
    })
    void aTimestampMayBeUnusual(String text, Instant instant) throws PidfException {
        PresenceInfo info =
                PidfReader.read(Xml.presence("<tuple id='a'><status/><timestamp>" + text + "</timestamp></tuple>"));

        assertThat(info.tuples().get(0).timestamp()).contains(instant);
    }

    /** D13. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "application/pidf+xml                   | true",
                "application/pidf+xml;charset=\"UTF-8\" | true",
                "Application/PIDF+XML ; charset=utf-8   | true",
                // F47.
                "application / pidf+xml;charset=utf-8   | true",
                "application / pidf +xml                | false",
                "application/pidf-diff+xml              | false",
                "text/xml                               | false"
            })
    void theMediaTypeIsComparedWithoutCaseAndParameters(String contentType, boolean accepted) {
        assertThat(PidfReader.accepts(contentType)).isEqualTo(accepted);
    }

    /** D01, D04, D12: each message names the error. */
    @ParameterizedTest
    @CsvSource({
        "empty, no well-formed XML",
        "no-xml, no well-formed XML",
        "truncated, no well-formed XML",
        "two-roots, no well-formed XML",
        "unbound-prefix, no well-formed XML",
        "undeclared-entity, entity",
        "control-character, no well-formed XML",
        "wrong-bytes, the bytes are no UTF-8",
        "wrong-encoding, encoding 'klingon' is not read",
        "xml-1.1, XML 1.1",
        "no-entity, entity is empty",
        "no-namespace, the root is not 'presence'",
        "other-root, the root is not 'presence'",
        "no-tuple-id, tuple id is empty",
        "no-status, tuple 'a' has no status",
        "markup-in-note, note holds an element"
    })
    void whatIsNoPresenceDocumentIsRefused(String name, String message) {
        assertThatExceptionOfType(PidfException.class)
                .isThrownBy(() -> Samples.read("invalid/" + name + ".xml"))
                .withMessageContaining(message);
    }
}
