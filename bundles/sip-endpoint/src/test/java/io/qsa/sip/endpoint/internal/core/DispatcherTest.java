package io.qsa.sip.endpoint.internal.core;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.sip.ListeningPoint;
import io.qsa.sip.SipResponse;
import io.qsa.sip.endpoint.internal.transport.Flow;

import static io.qsa.sip.endpoint.internal.core.ReceiverRig.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/** The handling of a received message. */
class DispatcherTest {
    private final ReceiverRig rig = new ReceiverRig(Map.of("max_message_size", "3000", "max_body_size", "1000"));

    @Test
    @DisplayName("S43: keeps nothing of requests that nobody claims")
    void keepsNothingOfStrayNotifies() {
        for (int i = 0; i < 1000; i++) {
            rig.receive(request("NOTIFY", "Event: presence"));
        }

        assertThat(rig.transport.sent).hasSize(1000).allMatch(answer -> answer.startsWith("SIP/2.0 481 "));
        assertThat(rig.core.serverTransactions().size()).isZero();
        assertThat(rig.timers.size()).isZero();
    }

    @Test
    @DisplayName("X23: a stray NOTIFY costs the same however many requests wait for their answer")
    void looksAtNoOtherRequestForAStrayNotify() {
        for (int i = 0; i < 50_000; i++) {
            ClientTransaction waiting = new ClientTransaction(rig.timers, new TimerValues(500), true, new Silent());
            rig.core.clientTransactions().start("z9hG4bK" + i, "SUBSCRIBE", rig.flow, waiting);
        }
        String notify = request("NOTIFY", "Event: presence");

        assertTimeout(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < 50_000; i++) {
                rig.receive(notify);
                rig.transport.sent.clear();
                rig.transport.flows.clear();
            }
        });
        assertThat(rig.core.counters().get(Count.UNCLAIMED_NOTIFIES)).isEqualTo(50_000);
    }

    @Test
    void asksTheHighestRankingFirst() {
        List<String> asked = new ArrayList<>();
        rig.handlers.put(request -> asked.add("low") && false, Set.of("SUBSCRIBE"), Set.of(), 1);
        rig.handlers.put(request -> !asked.add("high"), Set.of("SUBSCRIBE"), Set.of(), 2);
        rig.handlers.put(request -> asked.add("other"), Set.of("PUBLISH"), Set.of(), 3);
        rig.receive(request("SUBSCRIBE", "Event: dialog"));

        assertThat(asked).containsExactly("high", "low");
        assertThat(rig.onlyAnswer()).startsWith("SIP/2.0 489 ");
    }

    @ParameterizedTest(name = "{0} gets {1}")
    @DisplayName("C18: answers what nobody handles, and OPTIONS with all that is")
    @CsvSource({"NOTIFY,481", "CANCEL,481", "INVITE,405", "MESSAGE,405", "OPTIONS,200"})
    void answersWhatNobodyHandles(String method, int code) {
        rig.receive(request(method));

        assertThat(rig.onlyAnswer()).startsWith("SIP/2.0 " + code + " ").contains("\r\nTo: <sip:qsa@example.com>;tag=");
    }

    @Test
    @DisplayName(
            "C18, F50, F117: OPTIONS are answered with what the handlers know, and the packages of SUBSCRIBE alone")
    void answersOptionsWithWhatThereIs() {
        Set<String> none = Set.of();
        rig.handlers.put(request -> true, offer("SUBSCRIBE", Set.of("presence"), Set.of("eventlist"), none), 0);
        rig.handlers.put(
                request -> true, offer("PUBLISH", Set.of("presence"), none, Set.of("application/pidf+xml")), 0);
        rig.handlers.put(request -> true, offer("NOTIFY", Set.of("reg"), none, Set.of("application/reginfo+xml")), 0);
        rig.receive(request("OPTIONS"));

        assertThat(rig.onlyAnswer())
                .contains(
                        "\r\nAllow-Events: presence\r\n",
                        "\r\nAccept: application/pidf+xml, application/reginfo+xml\r\n",
                        "\r\nSupported: eventlist\r\n");
    }

    private static Handlers.Offer offer(
            String method, Set<String> events, Set<String> supported, Set<String> accepted) {
        return new Handlers.Offer(Set.of(method), events, supported, accepted);
    }

    /** F123 (RFC 3261 section 9.2): a known request is not affected, whether it is pending or answered. */
    @ParameterizedTest(name = "answered: {0}")
    @ValueSource(booleans = {false, true})
    void aCancelOfAKnownRequestIsConfirmedAndChangesNothing(boolean isAnswered) {
        rig.takeSubscribes();
        rig.receive(ReceiverRig.subscribeWithBranch("z9hG4bKknown"));
        if (isAnswered) {
            rig.taken.get(0).respond(200);
            rig.transport.sent.clear();
        }

        rig.receive(Samples.requestWithBranch("CANCEL", "UDP", ReceiverRig.PEER_PORT, "z9hG4bKknown"));

        assertThat(rig.onlyAnswer()).startsWith("SIP/2.0 200 ").contains("CSeq: 1 CANCEL");
        assertThat(rig.taken).hasSize(1);
    }

    /** F123. */
    @ParameterizedTest
    @ValueSource(strings = {"z9hG4bKother", "z9hG4bK", "old"})
    void aCancelOfNothingThatIsKnownGets481(String branch) {
        rig.takeSubscribes();
        rig.receive(ReceiverRig.subscribeWithBranch("z9hG4bKknown"));

        rig.receive(Samples.requestWithBranch("CANCEL", "UDP", ReceiverRig.PEER_PORT, branch));

        assertThat(rig.onlyAnswer()).startsWith("SIP/2.0 481 ");
    }

    @Test
    void answersNoAck() {
        rig.receive(request("ACK"));

        assertThat(rig.transport.sent).isEmpty();
    }

    @Test
    @DisplayName("C20: answers a message over the limit with 513")
    void refusesALargeMessage() {
        rig.receive(request("NOTIFY") + "x".repeat(3000));

        assertThat(rig.onlyAnswer()).startsWith("SIP/2.0 513 ");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("X23: an address that cannot be read does not keep a request from its answer")
    @CsvSource({"Record-Route: <sips:x", "Contact: <sips:x", "Record-Route: sips:x?y"})
    void answersBesideABrokenAddress(String header) {
        rig.handlers.put(
                request -> {
                    request.respond(400);
                    return true;
                },
                Set.of("NOTIFY"),
                Set.of(),
                0);
        rig.receive(request("NOTIFY", header));

        assertThat(rig.onlyAnswer()).startsWith("SIP/2.0 400 ");
        rig.timers.advance(Duration.ofMinutes(1));
        assertThat(rig.core.serverTransactions().size()).isZero();
    }

    @Test
    void refusesALargeBody() {
        rig.receive(request("NOTIFY").replace("Length: 0", "Length: 1001") + "x".repeat(1001));

        assertThat(rig.onlyAnswer()).startsWith("SIP/2.0 413 ");
    }

    @Test
    void refusesAnotherVersion() {
        rig.receive(request("NOTIFY").replace("qsa@127.0.0.1 SIP/2.0", "qsa@127.0.0.1 SIP/7.0"));

        assertThat(rig.onlyAnswer()).startsWith("SIP/2.0 505 ");
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
        String request =
                request("OPTIONS").replaceFirst("127\\.0\\.0\\.1:" + ReceiverRig.PEER_PORT + ";branch=\\w+", via);
        rig.receive(request);

        assertThat(rig.onlyAnswer()).contains("\r\nVia: SIP/2.0/UDP " + echoed + "\r\n");
        assertThat(rig.transport.flows.get(0).peer().getPort()).isEqualTo(port);
    }

    @Test
    void endsAConnectionWhoseMessagesHaveNoEnd() {
        rig.receiver()
                .onBrokenStream(
                        Samples.request("NOTIFY", "TCP", ReceiverRig.PEER_PORT).getBytes(StandardCharsets.UTF_8),
                        new Flow(new ListeningPoint("tcp", "127.0.0.1", 5060), rig.flow.peer()),
                        513);

        assertThat(rig.transport.sent).hasSize(2).last().isEqualTo("disconnect");
        assertThat(rig.transport.sent.get(0)).startsWith("SIP/2.0 513 ");
    }

    @ParameterizedTest(name = "{0} gets {1}")
    @DisplayName("C02 C16: answers a Request-URI of another scheme with 416")
    @CsvSource({
        "isbn:2983792873, 416",
        "http://example.com/, 416",
        "tel:+1-201-555-0123, 200",
        "pres:bob@example.com, 200",
        "SIP:bob@example.com, 200"
    })
    void refusesOtherSchemes(String uri, int code) {
        rig.handlers.put(
                request -> {
                    request.respond(200);
                    return true;
                },
                Set.of("SUBSCRIBE"),
                Set.of("presence"),
                0);
        rig.receive(request("SUBSCRIBE").replace("sip:qsa@127.0.0.1 ", uri + " "));

        assertThat(rig.onlyAnswer()).startsWith("SIP/2.0 " + code + " ");
    }

    @Test
    @DisplayName("C02: passes over a response that has more than one Via")
    void passesOverAResponseWithTwoVias() {
        rig.receive(
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

        assertThat(rig.core.counters().get(Count.STRAY_RESPONSES)).isEqualTo(1);
    }

    @Test
    void countsResponsesThatBelongToNoRequest() {
        rig.receive(
                """
                SIP/2.0 200 OK\r
                Via: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKx\r
                From: <sip:a@example.com>;tag=1\r
                To: <sip:b@example.com>;tag=2\r
                Call-ID: 1\r
                CSeq: 1 SUBSCRIBE\r
                \r
                """);

        assertThat(rig.core.counters().get(Count.STRAY_RESPONSES)).isEqualTo(1);
        assertThat(rig.transport.sent).isEmpty();
    }

    /** A transaction that waits and does nothing. */
    private static final class Silent implements ClientTransaction.Outbox {
        @Override
        public void transmit(boolean again) {
            // There is no listener at the port.
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
