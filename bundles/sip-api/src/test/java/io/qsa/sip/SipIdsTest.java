package io.qsa.sip;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SipIdsTest {
    @Test
    void areOfTheirLengths() {
        assertThat(SipIds.tag()).matches("[0-9a-v]{16}");
        assertThat(SipIds.callId()).matches("[0-9a-v]{24}");
        assertThat(SipIds.branch()).matches("z9hG4bK[0-9a-v]{16}");
    }

    @Test
    @DisplayName("RFC 3261 section 19.3: no two are alike, whichever threads ask")
    void differForEachThread() {
        Set<String> ids = IntStream.range(0, 100_000)
                .parallel()
                .mapToObj(i -> SipIds.tag())
                .collect(Collectors.toSet());

        assertThat(ids).hasSize(100_000);
    }
}
