package io.qsa.sip;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A response whose status, Via and CSeq can be read is an answer. */
class SalvagedResponseTest {
    private static final String VIA = "Via: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK1\r\n";
    private static final String REST =
            "From: <sip:a@b>;tag=1\r\nTo: <sip:c@d>;tag=2\r\nCall-ID: x\r\nCSeq: 7 SUBSCRIBE\r\n";

    private static Optional<SipResponse> salvaged(String text) {
        return SalvagedResponse.from(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SIP/2.0 404 nicht verf\u00fcgbar\r\n" + VIA + REST,
                "SIP/2.0 404 a\u0001b\r\n" + VIA + REST,
                "SIP/2.0 404 x\r\n" + VIA + REST + "Warning: 399 h \"\u00fc\"\r\n",
                "SIP/2.0 404 x\r\n" + VIA + REST + "no field\r\n",
                "SIP/2.0 404 x\r\n" + VIA + REST + "Retry-After: 5\r\nRetry-After: 6\r\n",
                "SIP/2.0 404 x\r\n" + VIA + REST + "Max-Forwards: many\r\n",
                "SIP/2.0 404 x\r\n" + VIA + REST + "Content-Length: 99\r\n",
                "SIP/2.0 404 x\r\n" + VIA + "To: nobody\r\nCSeq: 7 SUBSCRIBE\r\n",
                "\r\nSIP/2.0 404\r\n" + VIA + "CSeq: 7\r\n SUBSCRIBE\r\nCall-ID: a b\r\n",
                "SIP/2.0 404 x\r\n" + VIA + REST + "X: " + "no end"
            })
    @DisplayName("F08 S129 it is one, whatever else is wrong")
    void takesWhatIsNeeded(String head) {
        byte[] bytes = (head + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        SipResponse response = SalvagedResponse.from(bytes).orElseThrow();

        assertThat(response.code()).isEqualTo(404);
        assertThat(response.via().branch()).isEqualTo("z9hG4bK1");
        assertThat(response.cseq()).isEqualTo(7);
        assertThat(response.cseqMethod()).isEqualTo("SUBSCRIBE");
        assertThat(response.from().uri()).startsWith("sip:");
        assertThat(response.to().uri()).startsWith("sip:");
        assertThat(response.phrase()).doesNotContain("\u0001");
        assertThat(response.header("Retry-After")).isEmpty();
    }

    @Test
    @DisplayName("F08 S129 what can be read is kept, a doubled field with one value too")
    void keepsWhatCanBeRead() {
        SipResponse response = salvaged("SIP/2.0 503 \u00fc\r\n" + VIA + REST + "Retry-After: 5\r\nRetry-After: 5\r\n"
                        + "Contact: <sip:e@f>\r\nm: <sip:g@h>\r\nX-Bad: \u0001\r\n\r\nbody")
                .orElseThrow();

        assertThat(response.headers("Retry-After")).containsExactly("5");
        assertThat(response.elements("Contact")).containsExactly("<sip:e@f>", "<sip:g@h>");
        assertThat(response.to().tag()).contains("2");
        assertThat(response.header("X-Bad")).isEmpty();
        assertThat(response.hasBody()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SIP/2.0 4040 x\r\n" + VIA + REST,
                "SIP/2.0 4294967301 better not break\r\n" + VIA + REST,
                "SIP/7.0 404 x\r\n" + VIA + REST,
                "SIP/2.0 404 x\r\n" + REST,
                "SIP/2.0 404 x\r\nVia: SIP/2.0/UDP\r\n" + REST,
                "SIP/2.0 404 x\r\n" + VIA + "CSeq: 7 SUBSCRIBE\r\nCSeq: 8 SUBSCRIBE\r\n",
                "SIP/2.0 404 x\r\n" + VIA + "CSeq: 99999999999 SUBSCRIBE\r\n",
                "SIP/2.0 404 x\r\n" + VIA,
                "SUBSCRIBE sip:a@b SIP/2.0\r\n" + VIA + REST,
                "",
                "\r\n\r\n",
                "SIP/"
            })
    @DisplayName("F08 S129 without a status, a Via or a CSeq it is none")
    void refusesTheRest(String head) {
        assertThat(salvaged(head + "\r\n")).isEmpty();
    }

    @Test
    @DisplayName("F08 the parser itself stays strict")
    void theParserStaysStrict() {
        byte[] bytes = ("SIP/2.0 404 \u00fc\r\n" + VIA + REST + "\r\n").getBytes(StandardCharsets.ISO_8859_1);

        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> SipParser.parse(bytes));
    }
}
