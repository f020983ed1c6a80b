package io.qsa.sip;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/** Messages such as RFC 4475 and RFC 5118 describe them. */
class TortureTest {
    private static SipMessage parse(String name) throws MalformedMessageException {
        return SipParser.parse(TortureSamples.bytes(name));
    }

    static List<String> valid() {
        return TortureSamples.names("valid");
    }

    static List<String> invalid() {
        return TortureSamples.names("invalid");
    }

    @ParameterizedTest
    @MethodSource("valid")
    @DisplayName("C01 C03: takes every valid message, and what it writes of it says the same")
    void takesWhatIsValid(String name) throws Exception {
        SipMessage message = parse(name);
        SipMessage again = SipParser.parse(message.toBytes());

        assertThat(again.toString()).isEqualTo(message.toString());
        assertThat(again.body()).isEqualTo(message.body());
    }

    @ParameterizedTest
    @MethodSource("invalid")
    @DisplayName("C01 C03 X15: refuses every invalid message")
    void refusesWhatIsInvalid(String name) {
        assertThatThrownBy(() -> parse(name))
                .isInstanceOfSatisfying(MalformedMessageException.class, e -> assertThat(e.code())
                        .isEqualTo(name.contains("version") ? 505 : 400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"huge-status-code", "overlarge-numbers-in-response", "no-via", "no-way-back"})
    @DisplayName("C01: answers nothing that cannot be answered")
    void salvagesNothing(String name) {
        assertThat(SalvagedRequest.from(TortureSamples.bytes("invalid/" + name)))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName(
            "F153 C01 C02: what can be seen of a broken request is enough to answer it, and is written without fault")
    @CsvSource(
            delimiter = '|',
            value = {
                "quote-without-end | Via | SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK.t",
                "quote-without-end | To | <sip:j.user@example.com>",
                "quote-without-end | From | <sip:alice@example.com>;tag=1",
                "stray-separators | Via | SIP/2.0/UDP 192.0.2.15",
                "mandatory-headers-missing | Via | SIP/2.0/UDP 192.0.2.95;branch=z9hG4bKkdj.insuf",
                "mandatory-headers-missing | From | <sip:unreadable.invalid>",
                "mandatory-headers-missing | To | <sip:unreadable.invalid>",
                "mandatory-headers-missing | Call-ID | unreadable",
                "mandatory-headers-missing | CSeq | 193942 SUBSCRIBE",
                "other-version | Via | SIP/7.0/UDP c.example.com;branch=z9hG4bKkdjuw",
                "via-of-sip-3 | Via | SIP/3.0/UDP host5.example.com;branch=z9hG4bK.t",
                "quote-in-via-host | Via | SIP/2.0/UDP unreadable.invalid;branch=z9hG4bK.t",
                "control-in-quotes | To | <sip:bob@example.com>",
                "no-cseq | CSeq | 0 OPTIONS",
                "overlarge-numbers | CSeq | 36893488147419103232 SUBSCRIBE",
                "method-mismatch | CSeq | 8 INVITE"
            })
    void showsAWayBack(String name, String header, String value) throws Exception {
        SipRequest salvaged =
                SalvagedRequest.from(TortureSamples.bytes("invalid/" + name)).orElseThrow();

        assertThat(salvaged.headers(header)).containsExactly(value);
    }

    @Test
    @DisplayName("F152 C01: control characters in quoted pairs are kept, and nowhere else taken")
    void keepsQuotedPairs() throws Exception {
        SipRequest request = (SipRequest) parse("valid/any-token-characters");
        String to = "\"BEL:\\\u0007 NUL:\\\u0000 DEL:\\\u007f\" "
                + "<sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*@example.com>";

        assertThat(request.header("To")).contains(to);
        assertThat(SipResponse.to(request, 405).withToTag("t").toString()).contains("\r\nTo: " + to + ";tag=t\r\n");
        assertThatThrownBy(() -> request.with("X", "\\\u0000")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "spaces-in-brackets, BLANKS_IN_BRACKETS",
        "display-name-with-comma, UNQUOTED_NAMES",
        "odd-spacing, ",
        "long-values, ",
        "any-token-characters, ",
        "no-space-before-angle, "
    })
    @DisplayName("C01: says what of a message is odd, and refuses it for a caller that wants that")
    void saysWhatIsOdd(String name, Oddity odd) throws Exception {
        byte[] bytes = TortureSamples.bytes("valid/" + name);
        List<Oddity> found = new ArrayList<>();
        SipParser.parse(bytes, found::add);

        assertThat(found).isEqualTo(odd == null ? List.of() : List.of(odd));
        if (odd != null) {
            assertThatThrownBy(() -> SipParser.parse(bytes, oddity -> false)).hasMessage(odd.text());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Max-Forwards: 70\\r\\n | Max-Forwards: 70\\n | BARE_LINE_FEEDS",
                "bob@example.com> | bob@example.com>;; | EMPTY_PARAMETERS",
                "bob@example.com> | bob@example.com>; | EMPTY_PARAMETERS",
                "host5. | host_5. | UNDERSCORES_IN_HOSTS"
            })
    @DisplayName("C01: the other oddities")
    void otherOddities(String plain, String odd, Oddity expected) throws Exception {
        String from = plain.replace("\\r", "\r").replace("\\n", "\n");
        String to = odd.replace("\\r", "\r").replace("\\n", "\n");
        List<Oddity> found = new ArrayList<>();
        String text = TortureSamples.text("valid/extensions-required").replace(from, to);
        SipParser.parse(text.getBytes(StandardCharsets.UTF_8), found::add);

        assertThat(found).containsExactly(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("C01 C02 C03 C05: reads the fields as they are meant")
    @CsvSource(
            delimiter = '|',
            value = {
                "odd-spacing | from | sip:jdrosen@example.com",
                "odd-spacing | from tag | 98asjd8",
                "odd-spacing | to tag | 1918181833n",
                "odd-spacing | via host | 192.0.2.2",
                "odd-spacing | branch | 390skdjuw",
                "odd-spacing | cseq | 9",
                "odd-spacing | Subject | ''",
                "odd-spacing | NewFangledHeader | newfangled value continued newfangled value",
                "odd-spacing | elements of Via | 3",
                "odd-spacing | body | 'v=0\r\n'",
                "any-token-characters | from | sip:mundane@example.com",
                "any-token-characters | from tag | _token~1'+`*%!-.",
                "any-token-characters | cseq | 139122385",
                "any-token-characters | extensionHeader-!.%*+_`'~ | 大停電",
                "escapes-in-uris | line | SUBSCRIBE sip:sips%3Auser%40example.com@example.net SIP/2.0",
                "escapes-in-uris | to | sip:%75se%72@example.com",
                "escaped-nul-in-uris | elements of Contact | 2",
                "percent-in-method | line | RE%47IST%45R sip:registrar.example.com SIP/2.0",
                "percent-in-method | to | sip:resource@example.com",
                "no-space-before-angle | from | sip:caller@example.com",
                "long-values | elements of Via | 35",
                "octets-after-body | body | ''",
                "semicolon-in-user | elements of Accept | 2",
                "many-transports | elements of Via | 5",
                "multipart-body | Content-Type | multipart/mixed;boundary=7a9cbec02ceef655",
                "unusual-reason | line | SIP/2.0 200 = 2**3 * 5**2 но сто девяносто девять - простое",
                "empty-reason | line | 'SIP/2.0 100 '",
                "display-name-with-comma | from | sip:a.g.bell@example.com",
                "spaces-in-brackets | to | sip:t.watson@example.org",
                "sender-of-rfc-2543 | branch | ''",
                "sender-of-rfc-2543 | from tag | ''",
                "unknown-scheme-in-to | to | isbn:2983792873",
                "ipv6-request-uri | via host | [2001:db8::9:1]",
                "ipv6-port-after-brackets | via port | 5062",
                "ipv6-received-in-brackets | via host | [2001:db8::9:1]",
                "ipv4-mapped | via host | [::ffff:192.0.2.10]",
                "ipv4-mapped | via port | 19823"
            })
    void readsTheFields(String name, String field, String value) throws Exception {
        SipMessage message = parse("valid/" + name);
        String actual =
                switch (field) {
                    case "from" -> message.from().uri();
                    case "from tag" -> message.from().tag().orElse("");
                    case "to" -> message.to().uri();
                    case "to tag" -> message.to().tag().orElse("");
                    case "via host" -> message.via().host();
                    case "via port" -> String.valueOf(message.via().port().orElse(0));
                    case "branch" -> message.via().branch();
                    case "cseq" -> String.valueOf(message.cseq());
                    case "line" -> message.startLine();
                    case "body" -> new String(message.body(), StandardCharsets.UTF_8);
                    default ->
                        field.startsWith("elements of ")
                                ? String.valueOf(
                                        message.elements(field.substring(12)).size())
                                : message.header(field).orElseThrow();
                };

        assertThat(actual).isEqualTo(value);
    }

    @ParameterizedTest(name = "{0} elements of {1}")
    @DisplayName("X1 N30: reads lists of any length in bounded time")
    @CsvSource({
        "1, Accept, text/plain",
        "33, Accept, text/plain",
        "1000, Allow-Events, presence",
        "60000, Accept, a/b",
        "60000, Via, SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK",
        "60000, Record-Route, <sip:192.0.2.1;lr>",
        "60000, Contact, <sip:a@192.0.2.1>"
    })
    void readsLongLists(int count, String name, String element) {
        String list = name + ": " + (element + ",").repeat(count - 1) + element + "\r\n";
        String text = TortureSamples.text("valid/ipv4-mapped").replaceFirst("Contact: .*\r\n", "");
        byte[] bytes = (name.equals("Via")
                        ? text.replaceFirst("Via: .*\r\n", list)
                        : text.replaceFirst("Max-Forwards", list + "Max-Forwards"))
                .getBytes(StandardCharsets.UTF_8);

        assertTimeout(Duration.ofSeconds(20), () -> {
            SipMessage message = SipParser.parse(bytes);
            assertThat(message.elements(name)).hasSize(count);
            SipDialog.asked((SipRequest) message);
            SipResponse.to((SipRequest) message, 200).toBytes();
        });
    }

    @Test
    @DisplayName("C01 X12: takes no URI with headers without angle brackets")
    void takesNoHeadersWithoutBrackets() {
        assertThatThrownBy(() -> NameAddress.parse("sip:user@example.com?Route=%3Csip:sip.example.com%3E"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("X30: shows nothing of a message that a terminal would obey")
    void showsOnlyWhatIsPrintable() {
        String hostile = "\u009b31mred\u001b[2J\r\nforged line\u2028another\u0085";

        assertThatThrownBy(() -> NameAddress.parse(hostile))
                .hasMessageNotContainingAny("\u009b", "\u001b", "\r", "\n", "\u2028", "\u0085");
    }
}
