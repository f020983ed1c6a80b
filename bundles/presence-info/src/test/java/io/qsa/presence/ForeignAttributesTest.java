package io.qsa.presence;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** F48: what stands around an element is a part of its meaning. */
class ForeignAttributesTest {
    private static final String X = "urn:example:x";

    private static PresenceInfo read(String rootAttributes, String content) throws PidfException {
        return PidfReader.read(("<presence xmlns='urn:ietf:params:xml:ns:pidf' xmlns:x='" + X
                        + "' entity='sip:alice@example.com' " + rootAttributes + ">" + content + "</presence>")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static PresenceInfo rewritten(PresenceInfo info) throws PidfException {
        return PidfReader.read(PidfWriter.write(info));
    }

    @Test
    void attributesOfOtherNamespacesAreKept() throws PidfException {
        PresenceInfo info = read(
                "x:a='1' x:b='&lt;&quot;' xml:base='http://example.com/'",
                "<tuple id='t' x:a='2'><status x:a='3'><basic x:a='4'>open</basic></status>"
                        + "<contact x:a='5'>sip:a@b</contact><note x:a='6'>n</note>"
                        + "<timestamp x:a='7'>2026-10-27T16:49:29Z</timestamp></tuple><note x:a='8'>m</note>");

        PresenceInfo again = rewritten(info);

        assertThat(again).isEqualTo(info);
        assertThat(again.attributes().value(X, "a")).contains("1");
        assertThat(again.attributes().value(X, "b")).contains("<\"");
        assertThat(again.attributes().value("http://www.w3.org/XML/1998/namespace", "base"))
                .contains("http://example.com/");
        Tuple tuple = again.tuples().get(0);
        assertThat(tuple.attributes("tuple").value(X, "a")).contains("2");
        assertThat(tuple.attributes("status").value(X, "a")).contains("3");
        assertThat(tuple.attributes("basic").value(X, "a")).contains("4");
        assertThat(tuple.attributes("contact").value(X, "a")).contains("5");
        assertThat(tuple.notes().get(0).attributes().value(X, "a")).contains("6");
        assertThat(tuple.attributes("timestamp").value(X, "a")).contains("7");
        assertThat(again.notes().get(0).attributes().value(X, "a")).contains("8");
    }

    @Test
    void attributesThatSayTheSameMakeEqualDocuments() throws PidfException {
        assertThat(read("x:a='1'", "")).isEqualTo(read("x:a='1'", "")).isNotEqualTo(read("x:a='2'", ""));
        assertThat(read("", "").attributes()).isSameAs(ForeignAttributes.NONE);
        assertThat(read("", "<tuple id='t' x:a='1'><status/></tuple>"))
                .isNotEqualTo(read("", "<tuple id='t'><status/></tuple>"));
    }

    /** RFC 3863 section 4.1.6: notes in an extension have the language of what is around them. */
    @ParameterizedTest
    @ValueSource(strings = {"<x:p><x:note>Mittag</x:note></x:p>", "<x:p/>"})
    void anExtensionKeepsTheLanguageAroundIt(String extension) throws PidfException {
        PresenceInfo info = read(
                "xml:lang='de'",
                extension + "<tuple id='t' xml:lang='fr'><status xml:lang='it'>" + extension + "</status>" + extension
                        + "</tuple>" + extension.replace("<x:p", "<x:p xml:lang='en'"));

        PresenceInfo again = rewritten(info);

        assertThat(again).isEqualTo(info);
        assertThat(again.extensions().get(0).xml()).startsWith("<x:p xmlns:x=\"" + X + "\" xml:lang=\"de\">");
        assertThat(again.extensions().get(1).xml()).contains("xml:lang=\"en\"").doesNotContain("de");
        assertThat(again.tuples().get(0).extensions().get(0).xml()).contains("xml:lang=\"fr\"");
        assertThat(again.tuples().get(0).statusExtensions().get(0).xml()).contains("xml:lang=\"it\"");
    }

    /** X35: one long namespace and thousands of attributes. */
    @Test
    void aLongNamespaceOfManyAttributesIsRefused() {
        String tuples = "<tuple id='%d' n:a=''><status/></tuple>".repeat(3_000);

        assertThatExceptionOfType(PidfException.class)
                .isThrownBy(() -> read("xmlns:n='urn:" + "u".repeat(30_000) + "'", tuples));
    }
}
