package io.qsa.presence.xml;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** F28. */
class XmlSalvageTest {
    private static Optional<String> mended(String document) {
        return XmlSalvage.mended(document.getBytes(StandardCharsets.UTF_8))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<r><e:x/></r> | <r xmlns:e=\"urn:undeclared:e\"><e:x/></r>",
                "<?xml version='1.0'?><p:r xmlns:p='u' a:b='c'/> | <?xml version='1.0'?><p:r xmlns:a=\"urn:undeclared:a\" xmlns:p='u' a:b='c'/>",
                "<r>sip:a@b;x=1&y=2&lr;</r> | <r>sip:a@b;x=1&amp;y=2&amp;lr;</r>",
                "<r>&amp;&#38;&#x26;&</r> | <r>&amp;&#38;&#x26;&amp;</r>",
            })
    void mendsWhatIsBeyondDoubt(String document, String mended) {
        assertThat(mended(document)).contains(mended);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<r/>",
                "<r",
                "<e:r xmlns:e='u' xml:lang='de'><e:x/></e:r>",
                "<r><![CDATA[&]]></r>",
                "<!-- <c> --><r><e:x/></r>"
            })
    void leavesAloneWhatHasNoneOfTheFaults(String document) {
        assertThat(mended(document)).isEmpty();
    }

    @Test
    void leavesAloneWhatHasVeryManyPrefixes() {
        StringBuilder document = new StringBuilder("<r>");
        for (int i = 0; i < 17; i++) {
            document.append("<p").append(i).append(":x/>");
        }
        assertThat(mended(document + "</r>")).isEmpty();
    }
}
