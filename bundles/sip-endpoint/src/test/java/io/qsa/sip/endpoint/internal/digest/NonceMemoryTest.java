package io.qsa.sip.endpoint.internal.digest;

import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.sip.digest.HashFunction;
import io.qsa.sip.endpoint.internal.digest.Challenge.Algorithm;

import static org.assertj.core.api.Assertions.assertThat;

class NonceMemoryTest {
    private static final Credential BOB = Samples.credential();

    private final NonceMemory memory = new NonceMemory();

    private static Challenge challenge(String nonce) {
        return new Challenge(
                new Space(Challenger.SERVER, "there"),
                nonce,
                new Algorithm(HashFunction.MD5, false),
                Optional.empty(),
                true,
                false);
    }

    @Test
    @DisplayName("S22: a nonce that is given again goes on with its count")
    void aNonceThatIsGivenAgainGoesOn() {
        Nonce nonce = memory.challenged(BOB, "hop", challenge("n1"));

        assertThat(memory.challenged(BOB, "hop", challenge("n1"))).isSameAs(nonce);
        assertThat(memory.challenged(BOB, "hop", challenge("n2"))).isNotSameAs(nonce);
        assertThat(memory.of(BOB, "hop")).extracting(n -> n.challenge().nonce()).containsExactly("n2");
    }

    @Test
    @DisplayName("X11: the memory is bounded and forgets what was not used for the longest time")
    void isBounded() {
        for (int i = 0; i < 10_001; i++) {
            memory.of(BOB, "0");
            memory.challenged(BOB, "" + i, challenge("n"));
        }

        assertThat(memory.size()).isEqualTo(10_000);
        assertThat(memory.of(BOB, "0")).hasSize(1);
        assertThat(memory.of(BOB, "1")).isEmpty();
    }
}
