package io.qsa.sip.core;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.qsa.sip.IncomingRequest;
import io.qsa.sip.ListeningPoint;
import io.qsa.sip.SipResponse;
import io.qsa.sip.transport.Flow;
import io.qsa.sip.transport.Receiver;
import io.qsa.spi.timer.VirtualTimers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class DispatcherTest {
    private static final int PEER_PORT = 40000;

    private final VirtualTimers timers = new VirtualTimers();
    private final FakeTransport transport = new FakeTransport();
    private final Handlers handlers = new Handlers();
    private final List<IncomingRequest> taken = new ArrayList<>();
    private final List<Receiver> receivers = new ArrayList<>();
    private final ListeningPoint point = new ListeningPoint("udp", "127.0.0.1", 5060);
    private final Flow flow = new Flow(point, new InetSocketAddress("127.0.0.1", PEER_PORT));
    private Core core;

    @BeforeEach
    void start() {
        core = new Core(
                SipSettings.parse(Map.of("max_message_size", "3000", "max_body_size", "1000")),
                timers,
                (receiver, limits) -> {
                    receivers.add(receiver);
                    return transport;
                },
                handlers);
    }

    private void receive(String message) {
        receivers.get(0).onMessage(message.getBytes(StandardCharsets.UTF_8), flow);
    }

    private void takeSubscribes() {
        handlers.put(taken::add, Set.of("SUBSCRIBE"), Set.of("presence"), 0);
    }

    private String onlyAnswer() {
        assertThat(transport.sent).hasSize(1);
        return transport.sent.get(0);
    }

    @Test
    @DisplayName("C07: takes retransmissions in silence, then repeats the answer for Timer J and no longer")
    void keepsTheAnswerForTimerJ() {
        takeSubscribes();
        String subscribe = Samples.request("SUBSCRIBE", "UDP", PEER_PORT);
        receive(subscribe);
        receive(subscribe);
        assertThat(transport.sent).isEmpty();

        taken.get(0).respond(202);
        receive(subscribe);
        timers.advance(31_999);
        receive(subscribe);
        assertThat(transport.sent).hasSize(3).containsOnly(transport.sent.get(0));

        timers.advance(1);
        receive(subscribe);
        assertThat(taken).hasSize(2);
        assertThat(core.counters().get(Count.RETRANSMISSIONS_RECEIVED)).isEqualTo(3);
    }

    @Test
    @DisplayName("N27: answers a request that comes by a second way with 482, but not the next request of its sender")
    void refusesAMergedRequest() {
        takeSubscribes();
        String subscribe = Samples.requestWithBranch("SUBSCRIBE", "UDP", PEER_PORT, "z9hG4bK1");
        receive(subscribe);
        receive(subscribe.replace("z9hG4bK1", "z9hG4bK2"));
        taken.get(0).respond(200);
        receive(subscribe.replace("z9hG4bK1", "z9hG4bK3"));
        receive(subscribe.replace("z9hG4bK1", "z9hG4bK4").replace("CSeq: 1", "CSeq: 2"));

        assertThat(transport.sent).extracting(answer -> answer.substring(8, 11)).containsExactly("482", "200", "482");
        assertThat(taken).hasSize(2);
        timers.advance(33_000);
        receive(subscribe.replace("z9hG4bK1", "z9hG4bK5"));
        assertThat(taken).hasSize(3);
    }

    @Test
    @DisplayName("X18: keeps 64 MB of answers at most, the latest, and nothing when their time is over")
    void boundsTheAnswersThatItKeeps() {
        handlers.put(
                request -> {
                    request.respond(SipResponse.to(request.request(), 200).withBody("text/plain", new byte[60_000]));
                    return true;
                },
                Set.of("SUBSCRIBE"),
                Set.of("presence"),
                0);
        String first = Samples.request("SUBSCRIBE", "UDP", PEER_PORT);
        receive(first);
        for (int i = 0; i < 1999; i++) {
            receive(Samples.request("SUBSCRIBE", "UDP", PEER_PORT));
        }
        String last = Samples.request("SUBSCRIBE", "UDP", PEER_PORT);
        receive(last);

        assertThat(core.serverTransactions().size()).isBetween(2000, 2300);
        receive(last);
        assertThat(core.counters().get(Count.RETRANSMISSIONS_RECEIVED)).isEqualTo(1);
        receive(first);
        assertThat(core.counters().get(Count.RETRANSMISSIONS_RECEIVED)).isEqualTo(1);
        timers.advance(34_000);
        assertThat(core.serverTransactions().size()).isZero();
        assertThat(timers.size()).isZero();
    }

    @Test
    void refusesASecondFinalAnswer() {
        takeSubscribes();
        receive(Samples.request("SUBSCRIBE", "UDP", PEER_PORT));
        taken.get(0).respond(100);
        taken.get(0).respond(200);

        assertThatThrownBy(() -> taken.get(0).respond(202)).isInstanceOf(IllegalStateException.class);
        assertThat(transport.sent).hasSize(2);
    }

    @Test
    void waitsForAnAnswerAsLongAsTheClientDoes() {
        takeSubscribes();
        receive(Samples.request("SUBSCRIBE", "UDP", PEER_PORT));
        timers.advance(32_000);
        taken.get(0).respond(200);

        assertThat(transport.sent).isEmpty();
        assertThat(core.counters().get(Count.UNANSWERED_REQUESTS)).isEqualTo(1);
        assertThat(core.serverTransactions().size()).isZero();
        assertThat(timers.size()).isZero();
    }

    @Test
    @DisplayName("S43: keeps nothing of requests that nobody claims")
    void keepsNothingOfStrayNotifies() {
        for (int i = 0; i < 1000; i++) {
            receive(Samples.request("NOTIFY", "UDP", PEER_PORT, "Event: presence"));
        }

        assertThat(transport.sent).hasSize(1000).allMatch(answer -> answer.startsWith("SIP/2.0 481 "));
        assertThat(core.serverTransactions().size()).isZero();
        assertThat(timers.size()).isZero();
    }

    @Test
    @DisplayName("X23: a stray NOTIFY costs the same however many requests wait for their answer")
    void looksAtNoOtherRequestForAStrayNotify() {
        for (int i = 0; i < 50_000; i++) {
            ClientTransaction waiting = new ClientTransaction(timers, new TimerValues(500), true, new Silent());
            core.clientTransactions().start("z9hG4bK" + i, "SUBSCRIBE", flow, waiting);
        }
        String notify = Samples.request("NOTIFY", "UDP", PEER_PORT, "Event: presence");

        assertTimeout(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < 50_000; i++) {
                receive(notify);
                transport.sent.clear();
                transport.flows.clear();
            }
        });
        assertThat(core.counters().get(Count.UNCLAIMED_NOTIFIES)).isEqualTo(50_000);
    }

    @Test
    void asksTheHighestRankingFirst() {
        List<String> asked = new ArrayList<>();
        handlers.put(request -> asked.add("low") && false, Set.of("SUBSCRIBE"), Set.of(), 1);
        handlers.put(request -> !asked.add("high"), Set.of("SUBSCRIBE"), Set.of(), 2);
        handlers.put(request -> asked.add("other"), Set.of("PUBLISH"), Set.of(), 3);
        receive(Samples.request("SUBSCRIBE", "UDP", PEER_PORT, "Event: dialog"));

        assertThat(asked).containsExactly("high", "low");
        assertThat(onlyAnswer()).startsWith("SIP/2.0 489 ");
    }

    @ParameterizedTest(name = "{0} gets {1}")
    @DisplayName("C18: answers what nobody handles, and OPTIONS with all that is")
    @CsvSource({"NOTIFY,481", "CANCEL,481", "INVITE,405", "MESSAGE,405", "OPTIONS,200"})
    void answersWhatNobodyHandles(String method, int code) {
        receive(Samples.request(method, "UDP", PEER_PORT));

        assertThat(onlyAnswer()).startsWith("SIP/2.0 " + code + " ").contains("\r\nTo: <sip:qsa@example.com>;tag=");
    }

    @Test
    void answersNoAck() {
        receive(Samples.request("ACK", "UDP", PEER_PORT));

        assertThat(transport.sent).isEmpty();
    }

    @Test
    @DisplayName("C20: answers a message over the limit with 513")
    void refusesALargeMessage() {
        receive(Samples.request("NOTIFY", "UDP", PEER_PORT) + "x".repeat(3000));

        assertThat(onlyAnswer()).startsWith("SIP/2.0 513 ");
    }

    @Test
    void refusesALargeBody() {
        receive(Samples.request("NOTIFY", "UDP", PEER_PORT).replace("Length: 0", "Length: 1001") + "x".repeat(1001));

        assertThat(onlyAnswer()).startsWith("SIP/2.0 413 ");
    }

    @Test
    void refusesAnotherVersion() {
        receive(Samples.request("NOTIFY", "UDP", PEER_PORT).replace("qsa@127.0.0.1 SIP/2.0", "qsa@127.0.0.1 SIP/7.0"));

        assertThat(onlyAnswer()).startsWith("SIP/2.0 505 ");
    }

    @ParameterizedTest(name = "Via {0} is answered at port {2} with {1}")
    @CsvSource({
        "127.0.0.1:5062;branch=z9hG4bK1, 127.0.0.1:5062;branch=z9hG4bK1, 5062",
        "127.0.0.1;branch=z9hG4bK1, 127.0.0.1;branch=z9hG4bK1, 5060",
        "pc.example.com:5062;branch=z9hG4bK1, pc.example.com:5062;branch=z9hG4bK1;received=127.0.0.1, 5062",
        "127.0.0.1:5062;rport;branch=z9hG4bK1, 127.0.0.1:5062;branch=z9hG4bK1;received=127.0.0.1;rport=40000, 40000",
        "127.0.0.1:5062;received=192.0.2.1;branch=z9hG4bK1, 127.0.0.1:5062;branch=z9hG4bK1, 5062"
    })
    @DisplayName("C10: answers where rport and received say, and writes both")
    void answersWhereTheRequestCameFrom(String via, String echoed, int port) {
        String request = Samples.request("OPTIONS", "UDP", PEER_PORT)
                .replaceFirst("127\\.0\\.0\\.1:" + PEER_PORT + ";branch=\\w+", via);
        receive(request);

        assertThat(onlyAnswer()).contains("\r\nVia: SIP/2.0/UDP " + echoed + "\r\n");
        assertThat(transport.flows.get(0).peer().getPort()).isEqualTo(port);
    }

    @Test
    void endsAConnectionWhoseMessagesHaveNoEnd() {
        receivers
                .get(0)
                .onBrokenStream(
                        Samples.request("NOTIFY", "TCP", PEER_PORT).getBytes(StandardCharsets.UTF_8),
                        new Flow(new ListeningPoint("tcp", "127.0.0.1", 5060), flow.peer()),
                        513);

        assertThat(transport.sent).hasSize(2).last().isEqualTo("disconnect");
        assertThat(transport.sent.get(0)).startsWith("SIP/2.0 513 ");
    }

    @Test
    void tellsOldClientsApartThatHaveNoBranch() {
        takeSubscribes();
        String one = Samples.requestWithBranch("SUBSCRIBE", "UDP", PEER_PORT, "1");
        receive(one);
        receive(Samples.requestWithBranch("SUBSCRIBE", "UDP", PEER_PORT, "1"));
        receive(one);

        assertThat(taken).hasSize(2);
    }

    @Test
    @DisplayName("C02: takes a branch with nothing behind the cookie for none")
    void tellsClientsApartWhoseBranchIsEmpty() {
        takeSubscribes();
        receive(Samples.requestWithBranch("SUBSCRIBE", "UDP", PEER_PORT, "z9hG4bK"));
        receive(Samples.requestWithBranch("SUBSCRIBE", "UDP", PEER_PORT, "z9hG4bK"));

        assertThat(taken).hasSize(2);
    }

    @ParameterizedTest(name = "{0} gets {1}")
    @DisplayName("C02 C16: answers a Request-URI of another scheme with 416")
    @CsvSource({
        "isbn:2983792873, 416",
        "http://example.com/, 416",
        "tel:+1-201-555-0123, 200",
        "pres:bob@example.com, 200",
        "SIPS:bob@example.com, 200"
    })
    void refusesOtherSchemes(String uri, int code) {
        handlers.put(
                request -> {
                    request.respond(200);
                    return true;
                },
                Set.of("SUBSCRIBE"),
                Set.of("presence"),
                0);
        receive(Samples.request("SUBSCRIBE", "UDP", PEER_PORT).replace("sip:qsa@127.0.0.1 ", uri + " "));

        assertThat(onlyAnswer()).startsWith("SIP/2.0 " + code + " ");
    }

    @Test
    @DisplayName("C02: passes over a response that has more than one Via")
    void passesOverAResponseWithTwoVias() {
        receive(
                """
                SIP/2.0 200 OK\r
                Via: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKx\r
                Via: SIP/2.0/UDP 255.255.255.255;branch=z9hG4bK1\r
                From: <sip:a@example.com>;tag=1\r
                To: <sip:b@example.com>;tag=2\r
                Call-ID: 1\r
                CSeq: 1 SUBSCRIBE\r
                \r
                """);

        assertThat(core.counters().get(Count.STRAY_RESPONSES)).isEqualTo(1);
    }

    @Test
    void countsResponsesThatBelongToNoRequest() {
        receive(
                """
                SIP/2.0 200 OK\r
                Via: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKx\r
                From: <sip:a@example.com>;tag=1\r
                To: <sip:b@example.com>;tag=2\r
                Call-ID: 1\r
                CSeq: 1 SUBSCRIBE\r
                \r
                """);

        assertThat(core.counters().get(Count.STRAY_RESPONSES)).isEqualTo(1);
        assertThat(transport.sent).isEmpty();
    }

    /** A transaction that waits and does nothing. */
    private static final class Silent implements ClientTransaction.Outbox {
        @Override
        public void transmit(boolean again) {
            // Nobody is there.
        }

        @Override
        public void finish(SipResponse response) {
            throw new IllegalStateException("nobody answers");
        }

        @Override
        public void suspect() {
            throw new IllegalStateException("time stands still");
        }

        @Override
        public void timeOut() {
            throw new IllegalStateException("time stands still");
        }

        @Override
        public void fail() {
            throw new IllegalStateException("nothing is sent");
        }

        @Override
        public void linger(long millis) {
            throw new IllegalStateException("nobody answers");
        }

        @Override
        public void terminate() {
            throw new IllegalStateException("it waits");
        }
    }
}
