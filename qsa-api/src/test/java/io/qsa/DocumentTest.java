package io.qsa;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentTest {
    private static final byte[] TEXT = "gr\u00fcn".getBytes(StandardCharsets.ISO_8859_1);

    @Test
    void cannotBeChangedThroughItsBytes() {
        byte[] given = TEXT.clone();
        Document document = Document.of("text/plain", given);
        given[0] = 'x';
        document.bytes()[1] = 'x';

        assertThat(document.bytes()).isEqualTo(TEXT);
        assertThat(document.length()).isEqualTo(4);
    }

    @Test
    void readsTextInTheCharacterSetOfItsType() {
        assertThat(Document.of("text/plain; Charset=\"ISO-8859-1\"", TEXT).text())
                .isEqualTo("gr\u00fcn");
        assertThat(Document.of("text/plain", "gr\u00fcn".getBytes(StandardCharsets.UTF_8))
                        .text())
                .isEqualTo("gr\u00fcn");
    }

    @Test
    void fallsBackToUtf8WhereTheCharacterSetIsUnknown() {
        assertThat(Document.of("text/plain;charset=klingon", new byte[] {'a'}).text())
                .isEqualTo("a");
        assertThat(Document.of("text/plain;charset=$$$", new byte[] {'a'}).text())
                .isEqualTo("a");
    }

    @Test
    void givesTheModelOnlyAsWhatItIs() {
        Document document = Document.of("text/plain", TEXT, 42);

        assertThat(document.as(Integer.class)).contains(42);
        assertThat(document.as(String.class)).isEmpty();
        assertThat(Document.of("text/plain", TEXT).as(Object.class)).isEmpty();
    }
}
