package io.qsa.presence.b2b.internal.machine;

import java.time.Duration;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the machine does after a refused NOTIFY. */
class DoubtTest {
    private static void refuse(Bench bench) {
        bench.machine.onRefused(new RefusedNotify(400, "no Contact", bench.now), bench.now);
    }

    private static void unreadable(Bench bench) {
        bench.machine.onUnreadable(new RefusedNotify(400, "no XML", bench.now));
        bench.notify("active", 3600);
    }

    @Test
    @DisplayName("F01 S127 at rest, the refresh comes at once after a long peace, and in min_resubscribe_time else")
    void theFirstRefreshIsSoon() {
        Bench peaceful = Bench.in(State.CONFIRMED);
        peaceful.advance(Duration.ofSeconds(600));
        unreadable(peaceful);
        Bench young = Bench.in(State.CONFIRMED);
        refuse(young);

        assertThat(peaceful.dueIn()).isEqualTo(1);
        assertThat(young.dueIn()).isEqualTo(30);
        assertThat(young.did()).containsExactly("ACTIVE stale unreadable NOTIFY answered with 400: no Contact");
    }

    @Test
    @DisplayName("F04 S127 the pauses double while refusals follow refreshes, and an undisturbed hour forgets that")
    void thePausesDouble() {
        Bench bench = Bench.in(State.CONFIRMED);
        for (int pause = 30; pause < 3000; pause *= 2) {
            unreadable(bench);
            assertThat(bench.dueIn()).isEqualTo(pause);
            bench.advance(Duration.ofSeconds(pause)).answer(200, 3600);
        }
        bench.machine.onDocument(false);
        bench.notify("active", 3600).advance(Duration.ofSeconds(3570)).answer(200, 3600);
        unreadable(bench);

        assertThat(bench.dueIn()).isEqualTo(30);
    }

    @Test
    @DisplayName("S30 S127 a refusal does not ask before the time that the peer has set")
    void retryAfterHolds() {
        Bench bench = Bench.in(State.CONFIRMED);
        bench.advance(Duration.ofSeconds(600)).machine.onRefreshWanted(bench.now);
        bench.answer(503, 1000);
        refuse(bench);

        assertThat(bench.dueIn()).isEqualTo(1000);
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {
                "NEW",
                "DELAYED",
                "WAITING",
                "QUEUED",
                "OFFLINE",
                "PREDESTROYED",
                "LEAVING",
                "TERMINATING",
                "STOPPED"
            })
    @DisplayName("F01 S96 who has no dialog, or lets it go, hears of no refusal")
    void nobodyHearsOfARefusal(State state) {
        Bench bench = Bench.in(state);
        refuse(bench);

        assertThat(bench.did()).isEmpty();
        assertThat(bench.machine.lastRefusal()).isEmpty();
    }

    @Test
    @DisplayName("F04 S90 a refresh whose NOTIFY is refused because of a header is a refresh without one")
    void timerNOfARefresh() {
        Bench bench = Bench.in(State.REACCEPTED);
        refuse(bench);
        bench.advance(Duration.ofSeconds(32));

        assertThat(bench.state()).isEqualTo(State.WAITING);
        assertThat(bench.did())
                .contains("PENDING retrying accepted, but NOTIFY answered with 400: no Contact, retry in 120.0 s");
    }
}
