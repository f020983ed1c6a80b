package io.qsa.presence;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.presence.xml.XmlCursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** X35: a document that was read can be written and read again, and does not become many times as long. */
class TextBudgetTest {
    private static final String PIDF = "urn:ietf:params:xml:ns:pidf";

    private static byte[] document(String declarations, String content) {
        return ("<presence xmlns='" + PIDF + "' entity='sip:a@example.com'" + declarations + ">" + content
                        + "</presence>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String declarations(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> " xmlns:" + prefix + i + "='urn:example:" + prefix + i + "'")
                .collect(Collectors.joining());
    }

    private static String tuple(String declarations, String content) {
        return "<tuple id='t'" + declarations + "><status>" + content + "</status></tuple>";
    }

    private static void assertComesBack(byte[] document) throws PidfException {
        PresenceInfo read = PidfReader.read(document);

        assertThat(PidfReader.read(PidfWriter.write(read))).isEqualTo(read);
    }

    /** F90: its declarations together exceeded the limit of the quick reader, and the URI that of the JDK's. */
    @ParameterizedTest
    @ValueSource(ints = {40, 1_000, 1_001, 1_100, 4_000})
    void manyDeclarationsAndALongNamespaceAreWrittenAgain(int length) throws PidfException {
        String namespace = " xmlns:long='urn:" + "u".repeat(length) + "'";

        assertComesBack(document(declarations("a", 11) + namespace, tuple(declarations("b", 12), "<long:x/>")));
    }

    /** F90. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 14, 15, 16, 17, 100})
    void anyNumberOfDeclarationsAroundAnElementIsWrittenAgain(int count) throws PidfException {
        String used = IntStream.range(0, count).mapToObj(i -> "<a" + i + ":x/>").collect(Collectors.joining());
        assertComesBack(document(spread(count), tuple(rest(count), "<o:o xmlns:o='urn:o'>" + used + "</o:o>")));
    }

    /** The quick reader accepts 15 of them on one element. */
    private static String spread(int count) {
        return declarations("a", Math.min(count, 12));
    }

    private static String rest(int count) {
        return IntStream.range(12, Math.max(12, count))
                .mapToObj(i -> " xmlns:a" + i + "='urn:example:a" + i + "'")
                .collect(Collectors.joining());
    }

    /** F90: a name has no bound of its own in either reader. */
    @Test
    void aLongNameIsWrittenAgain() throws PidfException {
        String name = "n".repeat(1_500);

        assertComesBack(document(declarations("a", 16), "<a1:" + name + " " + name + "='v'/>"));
    }

    /** F90: a separate element may be put into a tuple, three levels down. */
    @Test
    void anElementThatWouldBeTooDeepInADocumentIsRefusedAlone() throws PidfException {
        String deepest = "<a xmlns='urn:x'>".repeat(XmlCursor.MAX_DEPTH - 3) + "</a>".repeat(XmlCursor.MAX_DEPTH - 3);
        Extension extension = Extension.parse(deepest);
        PresenceInfo info = PresenceInfo.of("sip:a@example.com")
                .withTuple(Tuple.builder("t").statusExtension(extension).build());

        assertThat(PidfReader.read(PidfWriter.write(info))).isEqualTo(info);
        assertThatExceptionOfType(PidfException.class)
                .isThrownBy(() -> Extension.parse("<a xmlns='urn:x'>" + deepest + "</a>"))
                .withMessageContaining("nested deeper");
    }

    /** F90. */
    @Test
    void anElementWithMoreThanItCanDeclareIsRefused() {
        String used = IntStream.range(0, 200).mapToObj(i -> "<a" + i + ":x/>").collect(Collectors.joining());
        String attributes =
                IntStream.range(0, 60).mapToObj(i -> " b" + i + "='1'").collect(Collectors.joining());

        assertRefused(
                document(declarations("a", 200), "<a0:o" + attributes + ">" + used + "</a0:o>"), "stand on its own");
    }

    /** F91: 64 kB that were 76 MB when they were written. */
    @Test
    void aLongNamespaceOfThousandsOfElementsIsRefused() {
        byte[] document = document(" xmlns:n='urn:" + "u".repeat(30_000) + "'", "<n:x/>".repeat(5_000));

        assertThat(document.length).isLessThan(65_536);
        assertRefused(document, "characters");
    }

    /** F91: the same for the reader of the JDK, which makes each text at once. */
    @Test
    void whatIsUnusualIsBoundedInTheSameWay() {
        byte[] document = document(" xmlns:n='urn:" + "u".repeat(30_000) + "'", "<?go on?>" + "<n:x/>".repeat(5_000));

        assertRefused(document, "characters");
    }

    /** F91: 1.6 kB that were 62 kB. */
    @Test
    void aSmallDocumentIsNoLongerManyTimesAsLongEither() {
        byte[] document = document(" xmlns:n='urn:" + "u".repeat(1_000) + "'", "<n:x/>".repeat(62));

        assertRefused(document, "characters");
    }

    /** F91: usual documents stay far below the limit, whatever they declare without using it. */
    @Test
    void manySmallElementsWithUsualNamespacesAreTaken() throws PidfException {
        byte[] document = document(declarations("rpid", 14), "<rpid0:x/>".repeat(1_000));

        assertThat(PidfReader.read(document).extensions()).hasSize(1_000);
    }

    /** F91: the length that is counted is that of the text. */
    @Test
    void theLengthIsThatOfTheTextNearly() throws PidfException {
        PresenceInfo info = PidfReader.read(document(
                declarations("a", 9),
                tuple("", "<basic>open</basic><a1:x a2:y='1'>some text</a1:x>") + "<note>here</note><a3:z/>"));

        int written = PidfWriter.write(info).length;

        assertThat(PidfWriter.length(info)).isBetween(written - 150L, written + 300L);
    }

    private static void assertRefused(byte[] document, String why) {
        assertThatExceptionOfType(PidfException.class)
                .isThrownBy(() -> PidfReader.read(document))
                .withMessageContaining(why);
    }
}
