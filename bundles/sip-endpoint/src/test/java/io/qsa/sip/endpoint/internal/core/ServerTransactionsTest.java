package io.qsa.sip.endpoint.internal.core;

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.sip.SipResponse;

import static io.qsa.sip.endpoint.internal.core.ReceiverRig.request;
import static io.qsa.sip.endpoint.internal.core.ReceiverRig.subscribeWithBranch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is kept of a request, and the keys of requests. */
class ServerTransactionsTest {
    private final ReceiverRig rig = new ReceiverRig(Map.of());

    @Test
    @DisplayName("C07: takes retransmissions in silence, then repeats the answer for Timer J and no longer")
    void keepsTheAnswerForTimerJ() {
        rig.takeSubscribes();
        String subscribe = request("SUBSCRIBE");
        rig.receive(subscribe);
        rig.receive(subscribe);
        assertThat(rig.transport.sent).isEmpty();

        rig.taken.get(0).respond(202);
        rig.receive(subscribe);
        rig.timers.advance(31_999);
        rig.receive(subscribe);
        assertThat(rig.transport.sent).hasSize(3).containsOnly(rig.transport.sent.get(0));

        rig.timers.advance(1);
        rig.receive(subscribe);
        assertThat(rig.taken).hasSize(2);
        assertThat(rig.core.counters().get(Count.RETRANSMISSIONS_RECEIVED)).isEqualTo(3);
    }

    @Test
    @DisplayName("N27: answers a request that comes by a second way with 482, but not the next request of its sender")
    void refusesAMergedRequest() {
        rig.takeSubscribes();
        String subscribe = subscribeWithBranch("z9hG4bK1");
        rig.receive(subscribe);
        rig.receive(subscribe.replace("z9hG4bK1", "z9hG4bK2"));
        rig.taken.get(0).respond(200);
        rig.receive(subscribe.replace("z9hG4bK1", "z9hG4bK3"));
        rig.receive(subscribe.replace("z9hG4bK1", "z9hG4bK4").replace("CSeq: 1", "CSeq: 2"));

        assertThat(rig.transport.sent)
                .extracting(answer -> answer.substring(8, 11))
                .containsExactly("482", "200", "482");
        assertThat(rig.taken).hasSize(2);
        rig.timers.advance(33_000);
        rig.receive(subscribe.replace("z9hG4bK1", "z9hG4bK5"));
        assertThat(rig.taken).hasSize(3);
    }

    @Test
    @DisplayName("X18: keeps 64 MB of answers at most, the latest, and nothing when their time is over")
    void boundsTheAnswersThatItKeeps() {
        rig.handlers.put(
                request -> {
                    request.respond(SipResponse.to(request.request(), 200).withBody("text/plain", new byte[60_000]));
                    return true;
                },
                Set.of("SUBSCRIBE"),
                Set.of("presence"),
                0);
        String first = request("SUBSCRIBE");
        rig.receive(first);
        for (int i = 0; i < 1999; i++) {
            rig.receive(request("SUBSCRIBE"));
        }
        String last = request("SUBSCRIBE");
        rig.receive(last);

        assertThat(rig.core.serverTransactions().size()).isBetween(2000, 2300);
        rig.receive(last);
        assertThat(rig.core.counters().get(Count.RETRANSMISSIONS_RECEIVED)).isEqualTo(1);
        rig.receive(first);
        assertThat(rig.core.counters().get(Count.RETRANSMISSIONS_RECEIVED)).isEqualTo(1);
        rig.timers.advance(34_000);
        assertThat(rig.core.serverTransactions().size()).isZero();
        assertThat(rig.timers.size()).isZero();
    }

    @Test
    void refusesASecondFinalAnswer() {
        rig.takeSubscribes();
        rig.receive(request("SUBSCRIBE"));
        rig.taken.get(0).respond(100);
        rig.taken.get(0).respond(200);

        assertThatThrownBy(() -> rig.taken.get(0).respond(202)).isInstanceOf(IllegalStateException.class);
        assertThat(rig.transport.sent).hasSize(2);
    }

    @Test
    void waitsForAnAnswerAsLongAsTheClientDoes() {
        rig.takeSubscribes();
        rig.receive(request("SUBSCRIBE"));
        rig.timers.advance(32_000);
        rig.taken.get(0).respond(200);

        assertThat(rig.transport.sent).isEmpty();
        assertThat(rig.core.counters().get(Count.UNANSWERED_REQUESTS)).isEqualTo(1);
        assertThat(rig.core.serverTransactions().size()).isZero();
        assertThat(rig.timers.size()).isZero();
    }

    @Test
    void tellsOldClientsApartThatHaveNoBranch() {
        rig.takeSubscribes();
        String one = subscribeWithBranch("1");
        rig.receive(one);
        rig.receive(subscribeWithBranch("1"));
        rig.receive(one);

        assertThat(rig.taken).hasSize(2);
    }

    @Test
    @DisplayName("C02: takes a branch with nothing behind the cookie for none")
    void tellsClientsApartWhoseBranchIsEmpty() {
        rig.takeSubscribes();
        rig.receive(subscribeWithBranch("z9hG4bK"));
        rig.receive(subscribeWithBranch("z9hG4bK"));

        assertThat(rig.taken).hasSize(2);
    }
}
