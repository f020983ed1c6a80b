package io.qsa.presence.b2b.internal.machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Terminations by the notifier, and their consequences (RFC 6665 section 4.1.3). */
class EndingTest {
    @ParameterizedTest
    @ValueSource(strings = {"deactivated", "timeout", "TimeOut"})
    @DisplayName("S70 S73 S78 S80 B1 subscribes anew at once; retry-after has no meaning")
    void subscribesAnewAtOnce(String reason) {
        Bench bench = Bench.in(State.CONFIRMED).advance(Duration.ofMinutes(1)).ended(reason, 900);

        assertThat(bench.did())
                .containsExactly(
                        "forget",
                        "count RETRIES",
                        "PENDING " + reason + " ended by the presence server, retry in 0.0 s",
                        "SUBSCRIBE new 3600",
                        "-> UNCONFIRMED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"probation", "giveup", "", "unheard-of"})
    @DisplayName("S71 S74 S77 subscribes anew, not before retry-after")
    void subscribesAnewAfterRetryAfter(String reason) {
        Bench bench = Bench.in(State.CONFIRMED).ended(reason, 900);

        assertThat(bench.state()).isEqualTo(State.WAITING);
        assertThat(bench.dueIn()).isEqualTo(900);
        assertThat(bench.advance(Duration.ofSeconds(900)).state()).isEqualTo(State.UNCONFIRMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"probation", "giveup", "", "unheard-of"})
    @DisplayName("S71 S74 S77 without retry-after, the pause is that of an error")
    void subscribesAnewLater(String reason) {
        assertThat(Bench.in(State.CONFIRMED).ended(reason).dueIn()).isEqualTo(120);
    }

    @Test
    @DisplayName("S72 rejected: told as REJECTED, no retry")
    void rejectedIsFinal() {
        Bench bench = Bench.in(State.CONFIRMED).ended("rejected", 10);

        assertThat(bench.did())
                .containsExactly("forget", "REJECTED rejected ended by the presence server", "-> STOPPED");
        assertThat(bench.advance(Duration.ofDays(10)).did()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"noresource", "badfilter"})
    @DisplayName("S75 S108 noresource and badfilter: told as TERMINATED, no retry")
    void noresourceIsFinal(String reason) {
        Bench bench = Bench.in(State.CONFIRMED).ended(reason, 10);

        assertThat(bench.did()).contains("TERMINATED " + reason + " ended by the presence server", "-> STOPPED");
        assertThat(bench.advance(Duration.ofDays(10)).did()).isEmpty();
    }

    @Test
    @DisplayName("S76 invariant: the last state stays valid, no retry")
    void invariantStaysValid() {
        Bench bench = Bench.in(State.CONFIRMED).ended("invariant");

        assertThat(bench.did())
                .containsExactly("forget", "ACTIVE invariant ended by the presence server", "-> STOPPED");
        assertThat(bench.advance(Duration.ofDays(10)).did()).isEmpty();
    }

    @Test
    @DisplayName("S50 expires in terminated has no meaning")
    void expiresOfAnEndHasNoMeaning() {
        Bench bench = Bench.in(State.CONFIRMED).notify("terminated", 600);

        assertThat(bench.state()).isEqualTo(State.WAITING);
        assertThat(bench.machine.expiresAt()).isEqualTo(SubscriptionMachine.NEVER);
    }

    @Test
    @DisplayName("S79 X29 a server that ends every subscription at once is asked less and less often")
    void anEndlessLoopSlowsDown() {
        Bench bench = Bench.in(State.UNCONFIRMED);
        List<Double> pauses = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            bench.notify("active", 3600).ended("deactivated");
            long ended = bench.now;
            while (bench.state() != State.UNCONFIRMED) {
                bench.advance(Duration.ofMillis(Math.max(1, bench.machine.dueAt() - bench.now)));
            }
            pauses.add((bench.now - ended) / 1000.0);
        }

        assertThat(pauses)
                .containsExactly(
                        0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0, 1024.0, 2048.0, 3600.0, 3600.0);
    }

    @Test
    @DisplayName("S79 an end after a good while is the first one again")
    void aLongLifeIsNoFailure() {
        Bench bench = Bench.in(State.UNCONFIRMED);
        for (int i = 0; i < 5; i++) {
            bench.answer(200, 3600)
                    .notify("active", 3600)
                    .advance(Duration.ofSeconds(30))
                    .ended("deactivated");
            assertThat(bench.state()).isEqualTo(State.UNCONFIRMED);
        }
    }

    @Test
    @DisplayName("S30 S74 errors in a row double the pause, up to an hour, and are drawn out by at most a quarter")
    void pausesDoubleWithEachError() {
        Bench bench = new Bench().to(State.UNCONFIRMED);
        List<Double> pauses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            bench.random = i % 2;
            bench.answer(500);
            pauses.add(bench.dueIn());
            bench.advance(Duration.ofMillis(bench.machine.dueAt() - bench.now));
        }

        assertThat(pauses).startsWith(120.0, 300.0, 480.0, 1200.0, 1920.0, 4500.0, 3600.0);
    }

    @Test
    @DisplayName("B2 B3 S46 S47 an unknown substate keeps what is known, and is told as it is")
    void unknownSubstatesAreTold() {
        assertThat(Bench.in(State.CONFIRMED).notify("waiting").did()).containsExactly("ACTIVE waiting");
        assertThat(Bench.in(State.ACCEPTED).notify("inactive").did())
                .containsExactly("PENDING inactive", "-> CONFIRMED");
    }

    @Test
    @DisplayName("S46 substates are compared without regard to case")
    void substatesAreComparedWithoutRegardToCase() {
        assertThat(Bench.in(State.CONFIRMED).notify("Active").did()).containsExactly("ACTIVE ");
        assertThat(Bench.in(State.CONFIRMED).notify("PENDING").did()).containsExactly("PENDING pending");
        assertThat(Bench.in(State.CONFIRMED).notify("Terminated").state()).isEqualTo(State.WAITING);
    }
}
