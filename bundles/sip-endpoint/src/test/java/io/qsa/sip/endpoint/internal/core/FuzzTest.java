package io.qsa.sip.endpoint.internal.core;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.sip.IncomingRequest;
import io.qsa.sip.SipMessage;
import io.qsa.sip.TortureSamples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/** Broken messages through the whole endpoint: all answers are valid SIP. */
class FuzzTest {
    private static final int MESSAGES = 10_000;
    private static final List<String> PIECES = List.of(
            "\r\n",
            "\n",
            ":",
            ";",
            ",",
            "\"",
            "<",
            ">",
            "@",
            "[",
            "]",
            " ",
            "\t",
            "%",
            "=",
            "?",
            "SIP/2.0",
            "sip:",
            "-1",
            "4294967296",
            "z9hG4bK",
            "Via: ",
            "\u0000",
            "\u00fc",
            "l: 0\r\n",
            "\r\n\r\n");

    /** A control character may be the second one of a quoted pair. */
    private static final Pattern HEADER =
            Pattern.compile("[A-Za-z-]+: [^\\p{Cntrl}]*((\t|(?<=\\\\)[\\p{Cntrl}&&[^\r\n]])[^\\p{Cntrl}]*)*");

    private final ReceiverRig rig = new ReceiverRig(Map.of("max_message_size", "20000", "max_body_size", "5000"));
    private final Random random = new Random(4475);

    private byte[] mutated(byte[] message, byte[] other) {
        byte[] bytes = message.clone();
        for (int n = 1 + random.nextInt(4); n > 0 && bytes.length > 1; n--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = replaced(bytes, at, at, piece());
                case 2 -> bytes = replaced(bytes, at, Math.min(bytes.length, at + random.nextInt(40)), new byte[0]);
                case 3 -> bytes = replaced(bytes, at, at, Arrays.copyOfRange(bytes, at / 2, at));
                default ->
                    bytes = replaced(
                            bytes, at, bytes.length, Arrays.copyOfRange(other, other.length / 2, other.length));
            }
        }
        return bytes;
    }

    private byte[] piece() {
        return PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
        byte[] result = new byte[bytes.length - (to - from) + by.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(by, 0, result, from, by.length);
        System.arraycopy(bytes, to, result, from + by.length, bytes.length - to);
        return result;
    }

    /** A handler that reads everything that the endpoint promises of a request. */
    private static boolean answer(IncomingRequest request) {
        SipMessage message = request.request();
        message.callId();
        message.from().tag();
        message.to().tag();
        message.cseq();
        message.via().branch();
        message.elements("Contact");
        message.elements("Via");
        request.respond(200);
        return true;
    }

    @Test
    @DisplayName("C01 X7 X12 X13 X15: answers broken messages with SIP or not at all, and fails at none")
    void outlivesBrokenMessages() {
        rig.handlers.put(FuzzTest::answer, Set.of("SUBSCRIBE", "NOTIFY", "PUBLISH"), Set.of("presence"), 0);
        List<byte[]> corpus = new ArrayList<>();
        TortureSamples.names("valid").forEach(name -> corpus.add(TortureSamples.bytes(name)));
        TortureSamples.names("invalid").forEach(name -> corpus.add(TortureSamples.bytes(name)));

        assertTimeout(Duration.ofSeconds(120), () -> {
            for (int i = 0; i < MESSAGES; i++) {
                byte[] bytes = mutated(corpus.get(i % corpus.size()), corpus.get(random.nextInt(corpus.size())));
                rig.receive(bytes);
                for (String answer : rig.transport.sent) {
                    assertIsSip(answer, bytes);
                }
                rig.transport.sent.clear();
                rig.transport.flows.clear();
                rig.transport.arrivals.clear();
            }
        });

        assertThat(rig.core.counters().get(Count.HANDLER_FAILURES)).isZero();
        assertThat(rig.core.counters().get(Count.REQUESTS_RECEIVED)).as("taken").isGreaterThan(MESSAGES / 50);
        assertThat(rig.core.counters().get(Count.MALFORMED_ANSWERED))
                .as("refused")
                .isGreaterThan(MESSAGES / 20);
        rig.timers.advance(60_000);
        assertThat(rig.core.serverTransactions().size()).isZero();
    }

    /** A refusal repeats the faulty text, but never as a separate line. */
    private static void assertIsSip(String answer, byte[] cause) {
        String head = answer.substring(0, Math.max(0, answer.indexOf("\r\n\r\n")));
        String[] lines = head.split("\r\n");
        boolean isSip = lines[0].matches("SIP/2\\.0 [1-6]\\d\\d [\\w /-]+");
        for (int i = 1; i < lines.length; i++) {
            isSip &= HEADER.matcher(lines[i]).matches();
        }
        assertThat(isSip)
                .as(() -> answer + "\nto\n" + new String(cause, StandardCharsets.ISO_8859_1))
                .isTrue();
    }
}
