package io.qsa.presence.xml;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KnownTextsTest {
    private final KnownTexts texts = new KnownTexts();

    private String find(String text) {
        byte[] source = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        return texts.find(source, 1, source.length - 1, StandardCharsets.UTF_8);
    }

    @Test
    void aTextIsMadeOnce() {
        String first = find("tuple");

        assertThat(find("tuple")).isSameAs(first);
    }

    @Test
    void textsThatLookAlikeAreToldApart() {
        for (int i = 0; i < 5000; i++) {
            assertThat(find("a" + i + "z")).isEqualTo("a" + i + "z");
        }
        assertThat(find("urn:é")).isEqualTo("urn:é");
        assertThat(find("x".repeat(500))).hasSize(500);
    }
}
