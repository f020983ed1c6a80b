package io.qsa.base.tolerance;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TolerancesTest {
    private enum Kind implements Tolerance {
        BARE_ROUTES,
        ODD_RESPONSES {
            @Override
            public boolean endsWhenStrict() {
                return false;
            }
        }
    }

    private final AtomicBoolean strict = new AtomicBoolean();
    private final Tolerances tolerances = new Tolerances(strict::get, List.of(Kind.values()));

    @Test
    void takesAndCountsEachKind() {
        assertThat(tolerances.takes(Kind.BARE_ROUTES)).isTrue();
        assertThat(tolerances.taken(Kind.BARE_ROUTES)).isEqualTo(1);
        assertThat(tolerances.values())
                .containsOnly(
                        Map.entry("tolerated.bare_routes", 1L),
                        Map.entry("tolerated.odd_responses", 0L),
                        Map.entry("refused_by_strict", 0L));
    }

    @Test
    void refusesFromTheMomentWhenItIsStrict() {
        strict.set(true);

        assertThat(tolerances.takes(Kind.BARE_ROUTES)).isFalse();
        assertThat(tolerances.takes(Kind.ODD_RESPONSES)).isTrue();
        assertThat(tolerances.taken(Kind.BARE_ROUTES)).isZero();
        assertThat(tolerances.values()).containsEntry(Tolerances.REFUSED, 1L);
    }

    @Test
    void askingCountsNothing() {
        assertThat(tolerances.allows(Kind.BARE_ROUTES)).isTrue();
        assertThat(tolerances.taken(Kind.BARE_ROUTES)).isZero();
    }

    @Test
    void aKindWithoutACounterIsABug() {
        Tolerances none = Tolerances.all();

        assertThatThrownBy(() -> none.takes(Kind.BARE_ROUTES)).isInstanceOf(IllegalStateException.class);
    }
}
