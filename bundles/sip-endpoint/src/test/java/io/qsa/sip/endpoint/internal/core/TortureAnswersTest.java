package io.qsa.sip.endpoint.internal.core;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.base.tolerance.Tolerances;
import io.qsa.sip.TortureSamples;

import static org.assertj.core.api.Assertions.assertThat;

/** What the endpoint answers to the messages of RFC 4475 and RFC 5118. */
class TortureAnswersTest {
    private static final String PEER = "127.0.0.1";

    private final ReceiverRig rig = new ReceiverRig(Map.of());

    TortureAnswersTest() {
        rig.handlers.put(
                request -> {
                    request.respond(200);
                    return true;
                },
                Set.of("SUBSCRIBE"),
                Set.of("presence"),
                0);
    }

    static List<String> valid() {
        return TortureSamples.names("valid");
    }

    static List<String> invalid() {
        return TortureSamples.names("invalid");
    }

    private void receive(String name) {
        rig.receive(TortureSamples.bytes(name));
    }

    private static int expected(String name) {
        return switch (name.substring(name.indexOf('/') + 1)) {
            case "any-token-characters", "percent-in-method" -> 405;
            case "extensions-required" -> 420;
            case "unknown-scheme", "scheme-with-dot" -> 416;
            default -> answerOfMethod(name);
        };
    }

    private static int answerOfMethod(String name) {
        String text = new String(TortureSamples.bytes(name), StandardCharsets.UTF_8);
        return text.startsWith("SIP/") ? 0 : text.startsWith("NOTIFY") ? 481 : 200;
    }

    @ParameterizedTest
    @MethodSource("valid")
    @DisplayName(
            "F151 F152 C01 C02 C03: every valid request gets the answer that is due, which repeats it byte for byte")
    void answersWhatIsValid(String name) throws Exception {
        receive(name);

        if (expected(name) == 0) {
            assertThat(rig.transport.sent).isEmpty();
        } else {
            assertThat(rig.onlyAnswer()).startsWith("SIP/2.0 " + expected(name) + " ");
        }
        assertThat(rig.core.counters().get(Count.MALFORMED_ANSWERED)).isZero();
        assertThat(rig.core.counters().get(Count.MALFORMED_DROPPED)).isZero();
    }

    @Test
    @DisplayName("F152 C01: what leaves has the control characters that came")
    void isByteTrue() {
        receive("valid/any-token-characters");

        assertThat(rig.onlyAnswer())
                .contains("\r\nTo: \"BEL:\\\u0007 NUL:\\\u0000 DEL:\\\u007f\" <sip:1_unusual")
                .contains("fromParam''~+*_!.-%=\"работающий\";tag=_token~1'+`*%!-.\r\n");
    }

    @ParameterizedTest
    @MethodSource("invalid")
    @DisplayName(
            "F153 C01 C02 C03: every broken request is refused if its Via shows a way back, and is counted for its peer")
    void refusesWhatIsInvalid(String name) {
        receive(name);
        boolean isAnswered = !List.of(
                        "invalid/no-via",
                        "invalid/no-way-back",
                        "invalid/huge-status-code",
                        "invalid/overlarge-numbers-in-response")
                .contains(name);

        if (isAnswered) {
            int code = name.endsWith("other-version") ? 505 : 400;
            assertThat(rig.onlyAnswer()).startsWith("SIP/2.0 " + code + " ").contains("\r\nTo: ", ";tag=");
        } else {
            assertThat(rig.transport.sent).isEmpty();
        }
        Count count = isAnswered ? Count.MALFORMED_ANSWERED : Count.MALFORMED_DROPPED;
        assertThat(rig.core.counters().get(count)).isEqualTo(1);
        assertThat(rig.core.faults().byPeer()).containsEntry(PEER, "1 malformed");
    }

    @ParameterizedTest(name = "{0} {1}")
    @DisplayName("F151: Require comes after the Request-URI, and does not count in ACK and CANCEL")
    @CsvSource({
        "OPTIONS, sip:qsa@127.0.0.1, 420",
        "OPTIONS, http://x/, 416",
        "CANCEL, sip:qsa@127.0.0.1, 481",
        "ACK, sip:qsa@127.0.0.1, 0",
        "MESSAGE, sip:qsa@127.0.0.1, 405"
    })
    void requiredExtensions(String method, String uri, int code) {
        rig.receive(ReceiverRig.request(method, "Require: nothing", "Require: 100rel, other")
                .replace("sip:qsa@127.0.0.1 ", uri + " "));

        if (code == 0) {
            assertThat(rig.transport.sent).isEmpty();
            return;
        }
        assertThat(rig.onlyAnswer()).startsWith("SIP/2.0 " + code + " ");
        if (code == 420) {
            assertThat(rig.onlyAnswer()).contains("\r\nUnsupported: nothing, 100rel, other\r\n");
        }
    }

    @Test
    @DisplayName("X50: each copy of a request of which nothing is kept gets the same tag, another request another one")
    void statelessTagsAreStable() {
        String options = ReceiverRig.request("OPTIONS");
        rig.receive(options);
        rig.receive(options);
        rig.receive(ReceiverRig.request("OPTIONS"));

        assertThat(rig.transport.sent.get(1)).isEqualTo(rig.transport.sent.get(0));
        assertThat(tag(rig.transport.sent.get(2))).isNotEqualTo(tag(rig.transport.sent.get(0)));
    }

    private static String tag(String answer) {
        return answer.replaceAll("(?s).*\r\nTo: [^\r]*;tag=(\\w+)\r\n.*", "$1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"valid/spaces-in-brackets", "valid/display-name-with-comma"})
    @DisplayName("F153 C01: what is odd is counted by kind and by peer, and refused from the moment when strict is set")
    void strictnessRefusesWhatIsOdd(String name) {
        EndpointTolerance kind =
                name.contains("brackets") ? EndpointTolerance.BLANKS_IN_BRACKETS : EndpointTolerance.UNQUOTED_NAMES;
        receive(name);
        assertThat(rig.onlyAnswer()).startsWith("SIP/2.0 200 ");
        assertThat(rig.core.faults().tolerated()).containsEntry(kind.counter(), 1L);
        assertThat(rig.core.faults().byPeer()).containsEntry(PEER, "1 " + kind.label());

        rig.transport.sent.clear();
        rig.core.apply(SipSettings.parse(Map.of("strict", "true")));
        receive(name);

        assertThat(rig.onlyAnswer()).startsWith("SIP/2.0 400 ");
        assertThat(rig.core.faults().tolerated())
                .containsEntry(kind.counter(), 1L)
                .containsEntry(Tolerances.REFUSED, 1L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("F08 S129: a malformed response is an answer, and with strict it is none")
    void strictnessAndResponses(boolean strict) {
        rig.core.apply(SipSettings.parse(Map.of("strict", String.valueOf(strict))));
        String response =
                """
                SIP/2.0 404 nicht verf\u00fcgbar\r
                Via: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKx\r
                From: <sip:a@example.com>;tag=1\r
                To: <sip:b@example.com>;tag=2\r
                Call-ID: 1\r
                CSeq: 1 SUBSCRIBE\r
                \r
                """;
        rig.receive(response.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(rig.core.counters().get(Count.RESPONSES_RECEIVED)).isEqualTo(strict ? 0 : 1);
        assertThat(rig.core.faults().tolerated())
                .containsEntry(EndpointTolerance.MALFORMED_RESPONSES.counter(), strict ? 0L : 1L);
    }

    @Test
    @DisplayName("F153: only the peers that were odd last are remembered")
    void peersAreBounded() throws Exception {
        OddPeers peers = new OddPeers();
        for (int i = 0; i < 1000; i++) {
            peers.count(InetAddress.getByAddress(new byte[] {10, 0, (byte) (i >> 8), (byte) i}), "malformed");
        }

        assertThat(peers.describe()).hasSize(100).containsKey("10.0.3.231").doesNotContainKey("10.0.0.1");
    }
}
