package io.qsa.presence.b2b.internal.machine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every state x every event, against a table that was written by hand. */
class TransitionTableTest {
    private static final List<String> ROWS = read();

    private static List<String> read() {
        try (InputStream in = TransitionTableTest.class.getResourceAsStream("transitions.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<List<String>> pairs() {
        List<String> events = cells(ROWS.get(0));
        List<List<String>> pairs = new ArrayList<>();
        for (String row : ROWS.subList(1, ROWS.size())) {
            List<String> cells = cells(row);
            for (int i = 1; i < cells.size(); i++) {
                pairs.add(List.of(cells.get(0), events.get(i), cells.get(i)));
            }
        }
        return pairs.stream();
    }

    private static List<String> cells(String row) {
        return List.of(row.trim().split("\\s+"));
    }

    @Test
    void theTableHasEveryStateAndEveryEvent() {
        assertThat(ROWS.subList(1, ROWS.size()).stream().map(row -> cells(row).get(0)))
                .containsExactly(Stream.of(State.values()).map(State::name).toArray(String[]::new));
        assertThat(ROWS).allSatisfy(row -> assertThat(cells(row)).hasSize(20));
    }

    @DisplayName("S07 S40 S49 S70-S77 S87-S90 S92-S96 S105 S107 S126 B1 B9 B31 F04: state, event, next state")
    @ParameterizedTest
    @MethodSource("pairs")
    void followsTheTable(List<String> pair) {
        State from = State.valueOf(pair.get(0));
        Bench bench = Bench.in(from);
        fire(bench, pair.get(1));
        State expected = pair.get(2).equals("-") ? from : State.valueOf(pair.get(2));
        assertThat(bench.state()).isEqualTo(expected);
    }

    private static void fire(Bench bench, String event) {
        long now = bench.now;
        SubscriptionMachine machine = bench.machine;
        switch (event) {
            case "200" -> bench.answer(200, 3600);
            case "204" -> bench.answer(204);
            case "423" -> bench.answer(423, 7200);
            case "481" -> bench.answer(481);
            case "489" -> bench.answer(489);
            case "500" -> bench.answer(500);
            case "408L" -> bench.noAnswer();
            case "active" -> bench.notify("active", 3600);
            case "deactivated" -> bench.ended("deactivated");
            case "probation" -> bench.ended("probation");
            case "rejected" -> bench.ended("rejected");
            case "unreadable" -> {
                machine.onUnreadable(new RefusedNotify(400, "no XML", now));
                bench.notify("active", 3600);
            }
            case "refused" -> machine.onRefused(new RefusedNotify(400, "Contact", now), now);
            case "due" -> due(bench);
            case "expired" -> expired(bench);
            case "unsubscribe" -> machine.onUnsubscribe(now);
            case "offline" -> machine.onOffline(now);
            case "online" -> machine.onOnline(now);
            case "reconfigured" -> machine.onReconfigured(now);
            default -> throw new IllegalStateException(event);
        }
    }

    /** Wakes the machine when its state has waited long enough, but not after the granted time. */
    private static void due(Bench bench) {
        if (bench.machine.dueAt() != SubscriptionMachine.NEVER) {
            bench.machine.onTimer(bench.machine.dueAt());
        }
    }

    private static void expired(Bench bench) {
        if (bench.machine.expiresAt() != SubscriptionMachine.NEVER) {
            bench.machine.onTimer(bench.machine.expiresAt());
        }
    }
}
