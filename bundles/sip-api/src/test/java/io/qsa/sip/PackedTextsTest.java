package io.qsa.sip;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PackedTextsTest {
    private final byte[] packed = PackedTexts.pack("a84b4c76e66710@pc33", "", "tag-\u00e4\u20ac\ud83d\ude00", "z");

    @Test
    void eachTextComesBackAsItWas() {
        assertThat(PackedTexts.count(packed)).isEqualTo(4);
        assertThat(PackedTexts.text(packed, 0)).isEqualTo("a84b4c76e66710@pc33");
        assertThat(PackedTexts.text(packed, 1)).isEmpty();
        assertThat(PackedTexts.text(packed, 2)).isEqualTo("tag-\u00e4\u20ac\ud83d\ude00");
        assertThat(PackedTexts.text(packed, 3)).isEqualTo("z");
    }

    @Test
    void anotherTextTakesAPlaceAndIsTheLast() {
        byte[] changed = PackedTexts.with(packed, 1, "\u00e4b");

        assertThat(changed).isEqualTo(PackedTexts.pack("a84b4c76e66710@pc33", "\u00e4b"));
        assertThat(PackedTexts.count(changed)).isEqualTo(2);
        assertThat(PackedTexts.with(packed, 4, "y"))
                .isEqualTo(PackedTexts.pack("a84b4c76e66710@pc33", "", "tag-\u00e4\u20ac\ud83d\ude00", "z", "y"));
    }

    @Test
    void eachTextIsKnownAgain() {
        assertThat(PackedTexts.isText(packed, 0, "a84b4c76e66710@pc33")).isTrue();
        assertThat(PackedTexts.isText(packed, 1, "")).isTrue();
        assertThat(PackedTexts.isText(packed, 2, "tag-\u00e4\u20ac\ud83d\ude00"))
                .isTrue();
        assertThat(PackedTexts.isText(packed, 3, "z")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a84b4c76e66710@pc3", "a84b4c76e66710@pc333", "A84b4c76e66710@pc33", "z", "\u00e4", "\u00ff"
            })
    void noOtherTextIs(String other) {
        assertThat(PackedTexts.isText(packed, 0, other)).isFalse();
    }

    @Test
    void whatReachesBeyondTheLastTextIsNone() {
        assertThat(PackedTexts.isText(packed, 3, "zz")).isFalse();
        assertThat(PackedTexts.isText(packed, 3, "z\u00ffz")).isFalse();
    }
}
