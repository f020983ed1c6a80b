package io.qsa.sip.endpoint.internal.core;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.sip.ResponseListener;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.Via;

import static io.qsa.sip.endpoint.internal.core.SenderRig.server;
import static org.assertj.core.api.Assertions.assertThat;

/** The next server of a request after a failure, in virtual time. */
class ExchangeTest {
    private final SenderRig rig = new SenderRig(Map.of("user_agent", "", "breaker_failures", "3"));
    private final BlockingQueue<SipResponse> heard = new LinkedBlockingQueue<>();

    private void send() {
        rig.send("", heard::add);
    }

    private void sendLarge() {
        rig.send("x".repeat(1300), heard::add);
    }

    private List<String> flows() {
        return rig.transport.flows.stream().map(Object::toString).toList();
    }

    private List<String> hops() {
        return flows().stream().distinct().toList();
    }

    private void answer(int code, String... header) {
        SipResponse response = SipResponse.to(rig.lastSent(), code);
        for (int i = 0; i < header.length; i += 2) {
            response = response.with(header[i], header[i + 1]);
        }
        assertThat(rig.answer(response)).isTrue();
    }

    private SipResponse hear() throws InterruptedException {
        return heard.poll(10, TimeUnit.SECONDS);
    }

    private static String branch(SipRequest request) {
        return Via.parse(request.header("Via").orElseThrow()).branch();
    }

    @Test
    @DisplayName("S33: when one server does not answer, the next one is asked, with a new branch and the same Call-ID")
    void asksTheNextServerAfterATimeout() throws Exception {
        rig.serversAre(server("udp", 1), server("udp", 2));
        send();
        SipRequest first = rig.lastSent();
        rig.timers.advance(32_000);

        assertThat(hops()).containsExactly("udp:127.0.0.1:5060", "udp:127.0.0.2:5060");
        SipRequest second = rig.lastSent();
        assertThat(branch(second)).isNotEqualTo(branch(first));
        assertThat(second.callId()).isEqualTo(first.callId());
        assertThat(second.header("CSeq")).isEqualTo(first.header("CSeq"));
        answer(200);
        assertThat(hear().code()).isEqualTo(200);
        assertThat(rig.core.counters().get(Count.FAILOVERS)).isEqualTo(1);
    }

    @Test
    @DisplayName("S33: when the way to one server is broken, the next one is asked at once")
    void asksTheNextServerAfterATransportError() throws Exception {
        rig.serversAre(server("tcp", 1), server("udp", 2));
        rig.transport.broken.add("tcp:127.0.0.1:5060");
        send();
        answer(200);

        assertThat(hops()).containsExactly("tcp:127.0.0.1:5060", "udp:127.0.0.2:5060");
        assertThat(hear().code()).isEqualTo(200);
    }

    @Test
    @DisplayName("S32: a 503 without Retry-After sends the request to the next server")
    void asksTheNextServerAfter503() throws Exception {
        rig.serversAre(server("udp", 1), server("tcp", 1), server("udp", 2));
        send();
        answer(503);
        answer(404);

        assertThat(hops()).containsExactly("udp:127.0.0.1:5060", "udp:127.0.0.2:5060");
        assertThat(hear().code()).isEqualTo(404);
    }

    @Test
    @DisplayName("S32: what the last server says is told, when there is no other")
    void tellsHowTheLastOneFailed() throws Exception {
        rig.serversAre(server("udp", 1), server("udp", 2));
        send();
        rig.timers.advance(32_000);
        answer(503);

        SipResponse response = hear();
        assertThat(response.code()).isEqualTo(503);
        assertThat(response.isLocal()).isFalse();
        assertThat(heard).isEmpty();
    }

    @Test
    @DisplayName("S31: a server that says 503 with Retry-After gets nothing until then; the others are asked")
    void leavesASilencedServerAlone() throws Exception {
        rig.serversAre(server("udp", 1), server("udp", 2));
        send();
        answer(503, "Retry-After", "120 (busy);duration=60");
        answer(200);
        send();
        answer(200);
        assertThat(flows())
                .extracting(Object::toString)
                .containsExactly("udp:127.0.0.1:5060", "udp:127.0.0.2:5060", "udp:127.0.0.2:5060");

        rig.timers.advance(120_000);
        send();
        assertThat(flows()).last().isEqualTo("udp:127.0.0.1:5060");
    }

    @Test
    @DisplayName("S31: where there is no other server, a request that is not sent gets a local 503 with Retry-After")
    void holdsBackWhatCannotBeSent() throws Exception {
        rig.serversAre(server("udp", 1));
        send();
        answer(503, "Retry-After", "60");
        assertThat(hear().header("Retry-After")).contains("60");
        send();

        SipResponse response = hear();
        assertThat(response.code()).isEqualTo(503);
        assertThat(response.isLocal()).isTrue();
        assertThat(response.header("Retry-After")).contains("60");
        assertThat(rig.core.counters().get(Count.HELD_BACK)).isEqualTo(1);
        assertThat(rig.transport.sent).hasSize(1);
    }

    @Test
    @DisplayName("C13: the order of one request says nothing about the next: failover lasts for a transaction")
    void beginsAnewWithEachRequest() throws Exception {
        rig.serversAre(server("udp", 1), server("udp", 2));
        send();
        rig.timers.advance(32_000);
        answer(200);
        send();

        assertThat(flows()).last().isEqualTo("udp:127.0.0.1:5060");
    }

    @Test
    @DisplayName("S33: nobody is asked any more when the caller has stopped waiting")
    void endsWithThePatienceOfTheCaller() throws Exception {
        rig.serversAre(server("udp", 1), server("udp", 2), server("udp", 3));
        rig.send("", new ResponseListener() {
            @Override
            public void onResponse(SipResponse response) {
                heard.add(response);
            }

            @Override
            public Duration patience() {
                return Duration.ofSeconds(40);
            }
        });
        rig.timers.advance(39_999);
        assertThat(heard).isEmpty();
        rig.timers.advance(1);

        assertThat(hear().code()).isEqualTo(408);
        assertThat(hops()).containsExactly("udp:127.0.0.1:5060", "udp:127.0.0.2:5060");
    }

    @Test
    @DisplayName("C08: a large request goes over TCP, and over UDP if TCP cannot be had")
    void switchesToTcpAndBack() throws Exception {
        rig.serversAre(server("udp", 1));
        sendLarge();
        answer(200);
        rig.transport.broken.add("tcp:127.0.0.1:5060");
        sendLarge();
        answer(202);

        assertThat(flows())
                .extracting(Object::toString)
                .containsExactly("tcp:127.0.0.1:5060", "tcp:127.0.0.1:5060", "udp:127.0.0.1:5060");
        assertThat(hear().code()).isEqualTo(200);
        assertThat(hear().code()).isEqualTo(202);
    }

    @Test
    @DisplayName("C08: a large request that TCP has carried and nobody answered is not sent over UDP as well")
    void doesNotSwitchBackAfterATimeout() throws Exception {
        rig.serversAre(server("udp", 1));
        sendLarge();
        rig.timers.advance(32_000);

        assertThat(hear().code()).isEqualTo(408);
        assertThat(hops()).containsExactly("tcp:127.0.0.1:5060");
    }

    @Test
    @DisplayName("C06: for Timer K late responses are swallowed, and nothing of the request is kept for that")
    void keepsNothingForTimerK() throws Exception {
        rig.serversAre(server("udp", 1));
        WeakReference<ResponseListener> listener = sendWithAListenerOfItsOwn();
        SipResponse response = SipResponse.to(rig.lastSent(), 200);
        assertThat(rig.answer(response)).isTrue();
        rig.timers.advance(4_999);
        assertThat(rig.answer(response)).isTrue();
        assertThat(heard).hasSize(1);

        for (int i = 0; i < 100 && listener.get() != null; i++) {
            System.gc();
        }
        assertThat(listener.get()).isNull();
        rig.timers.advance(1);
        assertThat(rig.answer(response)).isFalse();
        assertThat(rig.core.clientTransactions().size()).isZero();
    }

    private WeakReference<ResponseListener> sendWithAListenerOfItsOwn() {
        ResponseListener listener = response -> heard.add(response);
        rig.send("", listener);
        return new WeakReference<>(listener);
    }

    @Test
    @DisplayName("Q14: who waits for a turn at a hop that has come back hears it when the endpoint ends")
    void endsWhatWaitsForItsTurn() throws Exception {
        rig.serversAre(server("udp", 1));
        send();
        answer(503, "Retry-After", "1");
        hear();
        send();
        hear();
        rig.timers.advance(1000);
        send();
        answer(200);
        hear();
        send();
        send();
        assertThat(rig.transport.sent).hasSize(3);
        rig.core.turns().close();
        rig.core.clientTransactions().close();

        assertThat(hear().code()).isEqualTo(503);
        assertThat(hear().code()).isEqualTo(503);
    }

    @Test
    @DisplayName("C06: over TCP nothing is sent again, and what is over leaves no timer")
    void leavesNoTimers() throws Exception {
        rig.serversAre(server("tcp", 1));
        send();
        answer(200);

        assertThat(rig.timers.size()).isZero();
        assertThat(rig.core.clientTransactions().size()).isZero();
        assertThat(rig.transport.sent).hasSize(1);
    }
}
