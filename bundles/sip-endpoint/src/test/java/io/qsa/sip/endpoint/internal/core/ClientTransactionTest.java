package io.qsa.sip.endpoint.internal.core;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.base.timer.VirtualTimers;
import io.qsa.sip.SipDialog;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

import static org.assertj.core.api.Assertions.assertThat;

class ClientTransactionTest {
    private static final SipRequest REQUEST = SipDialog.asking("sip:a@example.com", "sip:b@example.com", List.of())
            .request("SUBSCRIBE");

    private final VirtualTimers timers = new VirtualTimers();
    private final List<String> log = new ArrayList<>();

    private ClientTransaction start(boolean reliable) {
        ClientTransaction transaction =
                new ClientTransaction(timers, new TimerValues(500), reliable, new ClientTransaction.Outbox() {
                    @Override
                    public void transmit(boolean again) {
                        log.add((again ? "again at " : "send at ") + timers.now());
                    }

                    @Override
                    public void finish(SipResponse response) {
                        log.add("final " + response.code());
                    }

                    @Override
                    public void suspect() {
                        log.add("suspects at " + timers.now());
                    }

                    @Override
                    public void timeOut() {
                        log.add("timeout at " + timers.now());
                    }

                    @Override
                    public void fail() {
                        log.add("failed");
                    }

                    @Override
                    public void linger(long millis) {
                        log.add("lingers for " + millis);
                    }

                    @Override
                    public void terminate() {
                        log.add("over at " + timers.now());
                    }
                });
        transaction.start();
        return transaction;
    }

    private static SipResponse answer(int code) {
        return SipResponse.to(REQUEST, code);
    }

    @Test
    @DisplayName("C06: Timer E doubles from T1 to T2, Timer F ends it after 64 T1")
    void sendsAgainUntilTimerF() {
        start(false);
        timers.advance(100_000);

        assertThat(log)
                .containsExactly(
                        "send at 0",
                        "again at 500",
                        "again at 1500",
                        "again at 3500",
                        "suspects at 3500",
                        "again at 7500",
                        "again at 11500",
                        "again at 15500",
                        "again at 19500",
                        "again at 23500",
                        "again at 27500",
                        "again at 31500",
                        "timeout at 32000",
                        "over at 32000");
        assertThat(timers.size()).isZero();
    }

    @Test
    @DisplayName("S37: a provisional response makes Timer E wait T2 and changes nothing else")
    void waitsLongerAfterAProvisionalResponse() {
        ClientTransaction transaction = start(false);
        timers.advance(100);
        transaction.onResponse(answer(100));
        transaction.onResponse(answer(183));
        timers.advance(9000);

        assertThat(log).containsExactly("send at 0", "again at 500", "again at 4500", "again at 8500");
        transaction.onResponse(answer(200));
        assertThat(log).endsWith("final 200", "lingers for 5000");
    }

    @Test
    @DisplayName("C06: Timer K takes late responses for T4, once there is a final one")
    void takesLateResponsesInSilence() {
        ClientTransaction transaction = start(false);
        timers.advance(200);
        transaction.onResponse(answer(489));
        transaction.onResponse(answer(489));
        transaction.onResponse(answer(200));
        transaction.onTransportError();
        timers.advance(100_000);

        assertThat(log).containsExactly("send at 0", "final 489", "lingers for 5000");
        assertThat(timers.size()).isZero();
    }

    @Test
    void sendsOnceOverAReliableTransport() {
        start(true);
        timers.advance(100_000);

        assertThat(log).containsExactly("send at 0", "timeout at 32000", "over at 32000");
    }

    @Test
    void isOverAtOnceOverAReliableTransport() {
        start(true).onResponse(answer(200));

        assertThat(log).containsExactly("send at 0", "final 200", "over at 0");
        assertThat(timers.size()).isZero();
    }

    @Test
    void tellsOfATransportErrorOnce() {
        ClientTransaction transaction = start(false);
        transaction.onTransportError();
        transaction.onTransportError();
        transaction.onResponse(answer(200));
        timers.advance(100_000);

        assertThat(log).containsExactly("send at 0", "failed", "over at 0");
        assertThat(timers.size()).isZero();
    }

    @Test
    @DisplayName("I18: sends once more over a new connection, and gives up when that ends too")
    void sendsOnceMoreWhenTheConnectionIsLost() {
        ClientTransaction transaction = start(true);
        timers.advance(10);
        transaction.onConnectionLost();
        assertThat(log).containsExactly("send at 0", "again at 10");

        transaction.onConnectionLost();
        transaction.onConnectionLost();
        assertThat(log).containsExactly("send at 0", "again at 10", "failed", "over at 10");
    }

    @Test
    void doesNotCareForAConnectionThatItNoLongerNeeds() {
        ClientTransaction transaction = start(true);
        transaction.onResponse(answer(200));
        transaction.onConnectionLost();

        assertThat(log).containsExactly("send at 0", "final 200", "over at 0");
    }
}
