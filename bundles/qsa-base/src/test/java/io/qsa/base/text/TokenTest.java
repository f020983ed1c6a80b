package io.qsa.base.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TokenTest {
    @Test
    void aTokenHasTheCharactersOfTheGrammar() {
        assertThat(Token.isToken("azAZ09-.!%*_+`'~")).isTrue();
        assertThat(Token.isToken("presence.winfo")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "a;b", "a=b", "\"a\"", "a\n", "a,b", "(a)", "a@b", "\u00e9", "a\0"})
    void whatHasAnotherCharacterIsNone(String text) {
        assertThat(Token.isToken(text)).isFalse();
    }
}
