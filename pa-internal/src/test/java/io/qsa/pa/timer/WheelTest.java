package io.qsa.pa.timer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WheelTest {
    private static final long START = 1_000_003;

    private final Wheel wheel = new Wheel(START);
    private final List<Long> rung = new ArrayList<>();

    private Wheel.Alarm startIn(long ticks) {
        return wheel.start(START + ticks, () -> rung.add(ticks));
    }

    private void advanceTo(long ticks) {
        wheel.advance(START + ticks).forEach(Runnable::run);
    }

    /** At the edges of all levels: one tick before nothing, and then once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 255, 256, 257, 65_535, 65_536, 65_537, 16_777_216, 16_777_299})
    void anAlarmRingsAtItsTick(long ticks) {
        startIn(ticks);

        advanceTo(ticks - 1);
        assertThat(rung).isEmpty();
        advanceTo(ticks);
        assertThat(rung).containsExactly(ticks);
        advanceTo(ticks + 70_000);
        assertThat(rung).hasSize(1);
        assertThat(wheel.size()).isZero();
    }

    @Test
    void anAlarmThatIsDueRingsAtTheNextTick() {
        startIn(-5);
        advanceTo(1);

        assertThat(rung).hasSize(1);
    }

    @Test
    void anAlarmThatIsFartherThanTheWheelRingsAtItsEnd() {
        wheel.start(Long.MAX_VALUE, () -> rung.add(0L));

        assertThat(wheel.size()).isEqualTo(1);
        advanceTo(1_000_000);
        assertThat(rung).isEmpty();
    }

    /** Whatever is set and cancelled, each that is left rings in the order of time, at its tick. */
    @Test
    void manyAlarmsRingInOrder() {
        Random random = new Random(6665);
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            long ticks = 1 + random.nextInt(1 << random.nextInt(1, 20));
            Wheel.Alarm alarm = startIn(ticks);
            if (random.nextBoolean()) {
                wheel.cancel(alarm);
                wheel.cancel(alarm);
            } else {
                expected.add(ticks);
            }
        }
        for (long tick = 0; tick <= 1 << 20; tick += 1 + random.nextInt(500)) {
            int before = rung.size();
            advanceTo(tick);
            long now = tick;
            assertThat(rung.subList(before, rung.size())).allMatch(ticks -> ticks <= now);
        }

        expected.sort(null);
        assertThat(rung).isEqualTo(expected);
        assertThat(wheel.size()).isZero();
    }

    @Test
    void anAlarmThatHasRungCanBeCancelledInVain() {
        Wheel.Alarm alarm = startIn(3);
        advanceTo(3);
        wheel.cancel(alarm);

        assertThat(wheel.size()).isZero();
    }
}
