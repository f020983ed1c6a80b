package io.qsa.base.timer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WheelTest {
    private static final long START = 1_000_003;
    private static final int TURN = 8192;

    private final Wheel wheel = new Wheel();
    private final List<Long> rung = new ArrayList<>();
    private long passed;

    private Alarm setIn(long ticks) {
        Alarm alarm = Alarm.of(() -> rung.add(ticks));
        wheel.set(alarm, START + passed, START + passed + ticks);
        return alarm;
    }

    private void advanceTo(long ticks) {
        passed = ticks;
        for (Alarm due = wheel.poll(START + ticks); due != null; due = wheel.poll(START + ticks)) {
            due.ring();
        }
    }

    /** At the edges of turns: one tick before nothing, and then once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 255, TURN - 1, TURN, TURN + 1, 2 * TURN, 2 * TURN + 1, 16_777_299})
    void anAlarmRingsAtItsTick(long ticks) {
        setIn(ticks);

        advanceTo(ticks - 1);
        assertThat(rung).isEmpty();
        advanceTo(ticks);
        assertThat(rung).containsExactly(ticks);
        advanceTo(ticks + 70_000);
        assertThat(rung).hasSize(1);
        assertThat(wheel.size()).isZero();
    }

    @Test
    void whatIsDueAlreadyRingsInTheOrderInWhichItWasSet() {
        setIn(0);
        setIn(-5);
        setIn(-3);
        advanceTo(0);

        assertThat(rung).containsExactly(0L, -5L, -3L);
    }

    @Test
    void anAlarmFartherThanAllTurnsWaits() {
        setIn(Long.MAX_VALUE / 2);
        advanceTo(1_000_000);

        assertThat(wheel.size()).isEqualTo(1);
        assertThat(rung).isEmpty();
    }

    @Test
    void anAlarmThatIsSetAgainRingsAtTheNewTimeOnly() {
        Alarm alarm = setIn(3);
        wheel.set(alarm, START, START + 5);

        advanceTo(4);
        assertThat(rung).isEmpty();
        advanceTo(20_000);
        assertThat(rung).hasSize(1);
    }

    @Test
    void ofAnAlarmThatIsCancelledNothingIsKept() {
        Alarm before = setIn(3);
        Alarm alarm = setIn(3);
        Alarm after = setIn(3);
        wheel.cancel(alarm);
        wheel.cancel(alarm);

        assertThat(before.next).isSameAs(after);
        assertThat(after.next).isSameAs(before);
        assertThat(wheel.size()).isEqualTo(2);
        assertThat(alarm.next).isNull();
    }

    @Test
    void anAlarmThatHasRungCanBeCancelledInVainAndSetAgain() {
        Alarm alarm = setIn(3);
        advanceTo(3);
        wheel.cancel(alarm);
        assertThat(wheel.size()).isZero();

        wheel.set(alarm, START + 3, START + 4);
        advanceTo(4);
        assertThat(rung).hasSize(2);
    }

    @Test
    void itKnowsHowLongNothingIsDue() {
        assertThat(wheel.nextTick()).isEqualTo(Long.MAX_VALUE);
        setIn(700);
        Alarm near = setIn(30);
        assertThat(wheel.nextTick()).isEqualTo(START + 30);
        wheel.cancel(near);
        assertThat(wheel.nextTick()).isEqualTo(START + 700);
        advanceTo(699);
        assertThat(wheel.nextTick()).isEqualTo(START + 700);
    }

    /** Whatever is set and cancelled, each remaining alarm fires in the order of time, at its tick. */
    @Test
    void manyAlarmsRingInOrder() {
        Random random = new Random(6665);
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            long ticks = 1 + random.nextInt(1 << random.nextInt(1, 20));
            Alarm alarm = setIn(ticks);
            if (random.nextBoolean()) {
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
}
