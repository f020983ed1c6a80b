package io.qsa.sip.notifier.digest;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ServerNoncesTest {
    private final ServerNonces nonces = new ServerNonces(1000);

    @Test
    void aNonceIsValidForItsLifetimeOnly() {
        String nonce = nonces.issue(-5000);

        assertThat(nonces.isValid(nonce, -4000)).isTrue();
        assertThat(nonces.isValid(nonce, -3999)).isFalse();
        assertThat(nonces.issue(-5000)).isNotEqualTo(nonce);
    }

    @Test
    void whatIsNotSealedHereIsNotValid() {
        String nonce = nonces.issue(0);

        assertThat(new ServerNonces(1000).isValid(nonce, 0)).isFalse();
        assertThat(nonces.isValid("f" + nonce, 0)).isFalse();
        assertThat(nonces.isValid(nonce.substring(1), 0)).isFalse();
        assertThat(nonces.isValid("", 0)).isFalse();
        assertThat(nonces.isValid("-".repeat(40), 0)).isFalse();
    }

    @Test
    void everyCountIsGoodOnce() {
        String nonce = nonces.issue(0);

        assertThat(LongStream.of(1, 3, 2, 2, 3, 1, 0, 66, 4, 3, 2).mapToObj(count -> nonces.use(nonce, count, 0)))
                .containsExactly(true, true, true, false, false, false, false, true, true, false, false);
    }

    /** A nonce that was dropped for lack of room counts as used, or an old answer would be accepted again. */
    @Test
    void whatIsForgottenIsNotGoodAgain() {
        String first = nonces.issue(0);
        nonces.use(first, 1, 0);
        for (int i = 0; i < 100_000; i++) {
            nonces.use(nonces.issue(1), 1, 1);
        }

        assertThat(nonces.use(first, 1, 1)).isFalse();
        assertThat(nonces.use(nonces.issue(1), 1, 1)).isTrue();
    }
}
