package io.qsa.sip.endpoint.internal.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.Via;

import static org.assertj.core.api.Assertions.assertThat;

/** Two thousand callers of the same server, which fails and returns; in virtual time, to see each message. */
class StormTest {
    private static final int CALLERS = 2000;
    private static final int PER_SECOND = 100;
    private static final int RATE = 100;
    private static final long STEP = 50;
    /** After this a server that has not answered is suspected. */
    private static final long SUSPECTED = 4000;
    /** As many as give a server up. */
    private static final int FEW = 5;

    private static final long TIMER_F = 32_000;
    /** After this every request that was on its way when the server died has been given up. */
    private static final long QUIET = 60_000;

    private final SenderRig rig =
            new SenderRig(Map.of("breaker_failures", "5", "breaker_retry_time", "10", "return_rate", "" + RATE));
    private final Queue<Caller> told = new ConcurrentLinkedQueue<>();
    private final Set<String> branches = new HashSet<>();
    /** When each request, retransmissions left out, was sent. */
    private final List<Long> sentAt = new ArrayList<>();

    private long revival;
    private int looked;
    private int served;

    /** Sends requests until one succeeds: again half a minute after an error, or after Retry-After. */
    private final class Caller {
        private final int number;
        private SipResponse response;

        Caller(int number) {
            this.number = number;
        }

        void ask() {
            rig.send("", answer -> {
                response = answer;
                told.add(this);
            });
        }

        void react() {
            if (response.code() == 200) {
                served++;
                return;
            }
            long pause = response.header("Retry-After")
                    .map(seconds -> Long.parseLong(seconds) * 1000)
                    .orElse(30_000L + number % 100);
            rig.timers.schedule(pause, this::ask);
        }
    }

    private long now() {
        return rig.timers.now();
    }

    private void step() {
        rig.timers.advance(STEP);
        for (; looked < rig.transport.sent.size(); looked++) {
            SipRequest request = rig.sent(looked);
            if (branches.add(Via.parse(request.header("Via").orElseThrow()).branch())) {
                sentAt.add(now());
            }
            if (now() >= revival) {
                rig.answer(SipResponse.to(request, 200));
            }
        }
        awaitOutcomes();
        for (Caller caller = told.poll(); caller != null; caller = told.poll()) {
            caller.react();
        }
    }

    private void awaitOutcomes() {
        CountDownLatch told = new CountDownLatch(1);
        rig.core.outcomes().tell(told::countDown);
        try {
            assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void runUntil(long end) {
        while (now() < end) {
            step();
        }
    }

    /** All of them send a request to the dead server, one after the other. */
    private void comeAll() {
        rig.serversAre(SenderRig.server("udp", 1));
        for (int i = 0; i < CALLERS; i++) {
            rig.timers.schedule(i * 1000L / PER_SECOND, new Caller(i)::ask);
        }
    }

    private void assertSpreadReturn() {
        runUntil(revival + 90_000);
        assertThat(served).isEqualTo(CALLERS);
        assertThat(busiestSecond(revival)).isBetween(RATE / 2L, RATE + 1L);
        assertThat(rig.core.breaker().describe()).isEmpty();
    }

    @Test
    @DisplayName("U14 X29: a dead server gets one probe at a time, and when it is back no more than the return rate")
    void isNoStorm() {
        revival = 180_000;
        comeAll();
        runUntil(QUIET);
        int beforeQuiet = sentAt.size();
        while (now() < revival) {
            step();
            assertThat(rig.core.clientTransactions().size()).isLessThanOrEqualTo(1);
        }
        assertThat(sentAt.size() - beforeQuiet).isBetween(1, 5);
        assertThat(rig.core.counters().get(Count.HELD_BACK)).isGreaterThan(CALLERS);

        assertSpreadReturn();
    }

    @Test
    @DisplayName("U14 X29: a server is given up before the first request to it has timed out, and its copies too")
    void isNoStormAfterAShortOutage() {
        revival = 25_000;
        comeAll();
        runUntil(SUSPECTED);
        int sentBefore = rig.transport.sent.size();
        runUntil(revival);

        assertThat(sentAt).hasSizeLessThan(PER_SECOND * 4);
        assertThat(rig.transport.sent.size() - sentBefore)
                .as("one probe with its copies")
                .isBetween(1, 6);
        assertSpreadReturn();
    }

    @Test
    @DisplayName("U14 X29: what is on its way finds out that the server is back, though nobody new asks")
    void whatIsOnItsWayIsServedWhenTheServerIsBack() {
        revival = 15_000;
        rig.serversAre(SenderRig.server("udp", 1));
        for (int i = 0; i < FEW; i++) {
            rig.timers.schedule(i, new Caller(i)::ask);
        }
        runUntil(revival);
        int sentBefore = rig.transport.sent.size();
        assertThat(rig.core.breaker().describe()).hasSize(1);
        runUntil(TIMER_F);

        assertThat(served).isEqualTo(FEW);
        assertThat(sentAt).as("requests").hasSize(FEW);
        assertThat(rig.transport.sent.size() - sentBefore).as("copies").isEqualTo(FEW);
    }

    /** The most requests in any second from a time on. */
    private long busiestSecond(long from) {
        List<Long> since = sentAt.stream().filter(time -> time >= from).toList();
        return since.stream()
                .mapToLong(start -> since.stream()
                        .filter(time -> time >= start && time < start + 1000)
                        .count())
                .max()
                .orElse(0);
    }
}
