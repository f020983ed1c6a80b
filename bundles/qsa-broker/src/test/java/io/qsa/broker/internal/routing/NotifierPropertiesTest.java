package io.qsa.broker.internal.routing;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.qsa.spi.Notifier;

import static org.assertj.core.api.Assertions.assertThat;

class NotifierPropertiesTest {
    @Test
    void readsPackagesOfAnyShape() {
        assertThat(with(Notifier.PACKAGES, "presence").packages()).containsExactly("presence");
        assertThat(with(Notifier.PACKAGES, new String[] {"presence", "reg"}).packages())
                .containsExactlyInAnyOrder("presence", "reg");
        assertThat(with(Notifier.PACKAGES, List.of("reg")).packages()).containsExactly("reg");
        assertThat(with("other", "x").packages()).isEmpty();
    }

    @Test
    void acceptsUnlessItSaysNo() {
        assertThat(with("other", "x").isAccepting()).isTrue();
        assertThat(with(Notifier.ACCEPTING, true).isAccepting()).isTrue();
        assertThat(with(Notifier.ACCEPTING, false).isAccepting()).isFalse();
        assertThat(with(Notifier.ACCEPTING, "FALSE").isAccepting()).isFalse();
    }

    @Test
    void aRankingThatIsNoIntegerIsNone() {
        assertThat(with("service.ranking", 7).ranking()).isEqualTo(7);
        assertThat(with("service.ranking", "7").ranking()).isZero();
    }

    @Test
    void aNotifierWithoutANameGetsOne() {
        assertThat(with("service.id", 12L).name()).isEqualTo("unnamed-12");
    }

    private static NotifierProperties with(String key, Object value) {
        return new NotifierProperties(Map.of(key, value));
    }
}
