package io.qsa.sip;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SipParserTest {
    private static final String NOTIFY = sample("notify.txt");

    /** A sample file, with the line ends of SIP. */
    static String sample(String name) {
        try (InputStream in = SipParserTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\n", "\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SipMessage parse(String text) throws MalformedMessageException {
        return SipParser.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int refusalOf(String text) {
        try {
            parse(text);
        } catch (MalformedMessageException e) {
            return e.code();
        }
        throw new AssertionError("was taken");
    }

    @Test
    void readsARequest() throws Exception {
        SipRequest request = (SipRequest) parse(NOTIFY);

        assertThat(request.method()).isEqualTo("NOTIFY");
        assertThat(request.requestUri()).isEqualTo("sip:bob@192.0.2.2:5070");
        assertThat(request.from().tag()).contains("yasc");
        assertThat(request.cseq()).isEqualTo(8);
        assertThat(request.cseqMethod()).isEqualTo("NOTIFY");
        assertThat(request.header("Event")).contains("presence;id=1");
        assertThat(request.contentType()).contains("application/pidf+xml");
        assertThat(request.elements("Record-Route")).hasSize(3);
        assertThat(new String(request.body(), StandardCharsets.UTF_8)).isEqualTo("<presence/>\r\n");
        assertThat(request.header("Content-Length")).isEmpty();
    }

    @Test
    void writesWhatItHasRead() throws Exception {
        SipMessage once = parse(NOTIFY);
        SipMessage twice = SipParser.parse(once.toBytes());

        assertThat(twice.toString()).isEqualTo(once.toString());
    }

    @Test
    @DisplayName("C04: reads compact forms as their long forms")
    void readsCompactForms() throws Exception {
        SipMessage message = parse(sample("compact.txt"));

        assertThat(message.header("Via")).isPresent();
        assertThat(message.from().tag()).contains("1");
        assertThat(message.to().uri()).isEqualTo("sip:b@example.com");
        assertThat(message.callId()).isEqualTo("compact@example.com");
        assertThat(message.header("Event")).contains("presence");
        assertThat(message.header("Allow-Events")).contains("presence");
        assertThat(message.header("Contact")).contains("<sip:a@192.0.2.1>");
        assertThat(message.header("Supported")).contains("eventlist");
        assertThat(message.header("Content-Type")).contains("text/plain");
        assertThat(message.header("Subject")).contains("short");
        assertThat(message.bodyLength()).isEqualTo(4);
    }

    @Test
    @DisplayName("C04: knows a name that has a compact form in any case, and by its compact form everywhere")
    void knowsNamesWithCompactForms() throws Exception {
        SipMessage message = parse(NOTIFY.replace("Event:", "SUBJECT: loud\r\nEvent:"));

        assertThat(message.header("Subject")).contains("loud");
        assertThat(((SipRequest) message).without("s").header("subject")).isEmpty();
    }

    @Test
    @DisplayName("C05: joins folded lines, and reads names in any case with blanks before the colon")
    void joinsFoldedLines() throws Exception {
        SipMessage message = parse(sample("folded.txt"));

        assertThat(message.header("Subject")).contains("one two three");
        assertThat(message.elements("Accept")).containsExactly("application/pidf+xml", "text/plain;q=0.5");
        assertThat(message.header("Event")).contains("presence");
        assertThat(message.elements("Contact"))
                .containsExactly("\"A, B <c>\" <sip:a@example.com>;q=1", "<sip:c,d@example.com>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Contact", "contact", "CONTACT", "m"})
    @DisplayName("C04: finds a field by any spelling of its name, read or added")
    void findsAFieldByAnySpelling(String name) throws Exception {
        SipMessage read = parse(NOTIFY);
        SipRequest made = SipRequest.of("NOTIFY", "sip:a@example.com").with(name, "<sip:b@example.com>");

        assertThat(read.header(name)).contains("<sip:alice@192.0.2.1:5060>");
        assertThat(made.headers("Contact")).containsExactly("<sip:b@example.com>");
        assertThat(made.without("Contact").header(name)).isEmpty();
    }

    @Test
    void findsAFieldThatNobodyKnowsInAnyCase() throws Exception {
        SipMessage message = parse(NOTIFY.replace("Event:", "X-Zone: 1\r\nx-zone: 2\r\nEvent:"));

        assertThat(message.header("X-ZONE")).contains("1");
        assertThat(message.headers("X-Zone")).containsExactly("1", "2");
        assertThat(message.header("")).isEmpty();
    }

    @Test
    void givesCopiesOfTheBody() throws Exception {
        SipMessage message = parse(NOTIFY);

        message.body()[0] = 0;

        assertThat(message.body()[0]).isEqualTo((byte) '<');
    }

    @Test
    void readsAResponse() throws Exception {
        SipResponse response = (SipResponse) parse(sample("response.txt"));

        assertThat(response.code()).isEqualTo(423);
        assertThat(response.phrase()).isEqualTo("Intervall zu kurz für uns");
        assertThat(response.isLocal()).isFalse();
        assertThat(response.header("Min-Expires")).contains("60");
    }

    @Test
    void takesBareLineFeedsAndEmptyLinesInFront() throws Exception {
        assertThat(parse("\r\n\r\n" + NOTIFY.replace("\r\n", "\n").replace("Length: 13", "Length: 12"))
                        .bodyLength())
                .isEqualTo(12);
    }

    @Test
    void takesTheRestAsBodyIfNoLengthIsGiven() throws Exception {
        assertThat(parse(NOTIFY.replace("Content-Length: 13\r\n", "")).bodyLength())
                .isEqualTo(13);
    }

    @Test
    void passesOverWhatFollowsTheBody() throws Exception {
        assertThat(parse(NOTIFY + "and more").bodyLength()).isEqualTo(13);
    }

    @ParameterizedTest(name = "[{index}] {0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '$',
            value = {
                "SIP/2.0 | SIP/3.0",
            })
    void refusesAnotherVersionWith505(String good, String bad) {
        assertThat(refusalOf(NOTIFY.replaceFirst(good, bad))).isEqualTo(505);
    }

    @ParameterizedTest(name = "[{index}] {0} -> {1}")
    @DisplayName("C02 C17 X13: refuses what is wrong, missing or twice there")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '$',
            value = {
                "NOTIFY sip: | NOTIFY  sip:",
                "NOTIFY sip: | NO(TIFY sip:",
                "NOTIFY sip:bob@192.0.2.2:5070 | NOTIFY <sip:bob@192.0.2.2:5070>",
                "NOTIFY sip:bob@192.0.2.2:5070 | NOTIFY nowhere",
                "5070 SIP/2.0 | 5070",
                "5070 SIP/2.0 | 5070 HTTP/1.1",
                "5070 SIP/2.0 | 5070 SIP/2.0 x",
                "Max-Forwards: 70 | Max-Forwards: 256",
                "Max-Forwards: 70 | Max-Forwards: -1",
                "Max-Forwards: 70 | Max-Forwards: 70;x",
                "CSeq: 8 NOTIFY | CSeq: 2147483648 NOTIFY",
                "CSeq: 8 NOTIFY | CSeq: -8 NOTIFY",
                "CSeq: 8 NOTIFY | CSeq: 99999999999999999999 NOTIFY",
                "CSeq: 8 NOTIFY | CSeq: 8 SUBSCRIBE",
                "CSeq: 8 NOTIFY | CSeq: 8",
                "CSeq: 8 NOTIFY | CSeq: NOTIFY",
                "Content-Length: 13 | Content-Length: 14",
                "Content-Length: 13 | Content-Length: -1",
                "Content-Length: 13 | Content-Length: 1e1",
                "Content-Length: 13 | Content-Length: 99999999999999999999",
                "Call-ID: | X-Call-ID:",
                "Call-ID: call | Call-ID: two words",
                "From: | X-From:",
                "To: | X-To:",
                "Via: | X-Via:",
                "CSeq: | X-CSeq:",
                "From: <sip:alice@example.com>;tag=yasc | From: <sip:alice@example.com>;tag=1;tag=2",
                "From: <sip:alice@example.com>;tag=yasc | From: <sip:alice@example.com",
                "From: <sip:alice@example.com>;tag=yasc | From: alice",
                "Via: SIP/2.0/UDP 192.0.2.1 | Via: SIP/1.0/UDP 192.0.2.1",
                "Via: SIP/2.0/UDP 192.0.2.1 | Via: SIP/2.0/UDP",
                "Via: SIP/2.0/UDP 192.0.2.1 | Via: SIP/2.0/UDP 192.0.2.1:99999",
                "Event: presence | Event",
                "Event: presence | Ev ent: presence",
            })
    void refusesWith400(String good, String bad) {
        assertThat(NOTIFY).contains(good);
        assertThat(refusalOf(NOTIFY.replace(good, bad))).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: <sip:mallory@example.com>;tag=x",
                "f: <sip:mallory@example.com>;tag=x",
                "to: <sip:bob@example.com>;tag=x",
                "i: other",
                "CSEQ: 8 NOTIFY",
                "o: presence",
                "Subscription-State: terminated",
                "c: text/plain",
                "l: 13",
                "Max-Forwards: 70",
                "Min-Expires: 1\r\nMin-Expires: 1",
                "Expires: 1\r\nexpires: 2"
            })
    @DisplayName("X13 S103: refuses a second header of a kind that stands once")
    void refusesDuplicates(String duplicate) {
        assertThat(refusalOf(NOTIFY.replace("Event:", duplicate + "\r\nEvent:")))
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Contact\u0001: <sip:x@example.com>", "X: a\u0000b", "X: a\rb", "X: a\u007fb"})
    @DisplayName("X13: refuses control characters")
    void refusesControlCharacters(String header) {
        assertThat(refusalOf(NOTIFY.replace("Event:", header + "\r\nEvent:"))).isEqualTo(400);
    }

    @Test
    void refusesAHeadThatIsNotUtf8() {
        byte[] bytes = NOTIFY.replace("Event:", "Subject: f\u00fcr\r\nEvent:").getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> SipParser.parse(bytes)).hasMessageContaining("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\r\n", "\r\n\r\n", "NOTIFY", "NOTIFY sip:a@b SIP/2.0\r\n", "\u0000\u0001\u0002", " \r\n\r\n"
            })
    void refusesWhatIsNoMessage(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("N30 X1: takes many header fields, and refuses too many")
    void boundsTheNumberOfFields() throws Exception {
        String hundred = "Accept: text/plain\r\n".repeat(100);

        assertThat(parse(NOTIFY.replace("Event:", hundred + "Event:")).elements("Accept"))
                .hasSize(100);
        assertThat(refusalOf(NOTIFY.replace("Event:", hundred.repeat(600) + "Event:")))
                .isEqualTo(400);
    }

    @Test
    @DisplayName("X7: takes very long values as they are")
    void takesLongValues() throws Exception {
        String callId = "x".repeat(30_000);

        assertThat(parse(NOTIFY.replace("Call-ID: call", "Call-ID: " + callId)).callId())
                .startsWith(callId);
    }

    @Test
    void endsWithARefusalOrAMessageWhateverComes() {
        Random random = new Random(4711);
        byte[] good = NOTIFY.getBytes(StandardCharsets.UTF_8);
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = good.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                SipMessage message = SipParser.parse(bytes);
                message.from();
                message.to();
                message.cseq();
                taken++;
            } catch (MalformedMessageException e) {
                assertThat(e.code()).isIn(400, 505);
            }
            SalvagedRequest.from(bytes)
                    .ifPresent(request -> SipResponse.to(request, 400).toBytes());
        }
        assertThat(taken).isBetween(1000, 19_000);
    }

    /** X1: the cost of a refusal does not grow with the square of the fields. */
    @Test
    void doesNotSalvageARequestOfMoreViasThanHops() throws Exception {
        String tooMany = sample("notify.txt").replaceFirst("\r\n", "\r\n" + "v: SIP/2.0/UDP a\r\n".repeat(257));

        assertThat(SalvagedRequest.from(tooMany.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(SalvagedRequest.from(sample("notify.txt").getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }
}
