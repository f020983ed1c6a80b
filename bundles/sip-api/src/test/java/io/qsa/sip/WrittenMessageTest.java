package io.qsa.sip;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The bytes of messages. */
class WrittenMessageTest {
    private static final String[] NONE = {};

    private final SipRequest request =
            SipRequest.of("NOTIFY", "sip:bob@example.com").with("Event", "presence");

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void moreFieldsStandBeforeAndAfterItsOwn() {
        byte[] bytes = request.with(TypedBody.of("text/plain", new byte[] {'a', 'b'}))
                .toBytes(new String[] {"Via", "SIP/2.0/UDP h"}, new String[] {"User-Agent", "qsa", "Max-Forwards", "70"
                });

        assertThat(text(bytes))
                .isEqualTo("NOTIFY sip:bob@example.com SIP/2.0\r\nVia: SIP/2.0/UDP h\r\nEvent: presence\r\n"
                        + "Content-Type: text/plain\r\nUser-Agent: qsa\r\nMax-Forwards: 70\r\n"
                        + "Content-Length: 2\r\n\r\nab");
    }

    @Test
    void anyTextIsWrittenAsUtf8() {
        String name = "\u00fc \u20ac \ud83d\ude00";

        byte[] bytes = request.with("Subject", name, "Organization", name).toBytes();

        assertThat(text(bytes))
                .isEqualTo("NOTIFY sip:bob@example.com SIP/2.0\r\nEvent: presence\r\nSubject: " + name
                        + "\r\nOrganization: " + name + "\r\nContent-Length: 0\r\n\r\n");
    }

    /** No text can break out of its line, in any field. */
    @Test
    void noFieldHoldsTheEndOfALine() {
        for (String bad : new String[] {"a\rb", "a\nb", "a\0b"}) {
            String[] field = {"Subject", bad};

            assertThatThrownBy(() -> request.with(field)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> request.toBytes(field, NONE)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> request.toBytes(NONE, field)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> TypedBody.of(bad, new byte[0])).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aBodyIsWhatItWasWhenItWasMade() {
        byte[] bytes = {'a'};
        TypedBody body = TypedBody.of("text/plain", bytes);
        bytes[0] = 'b';

        assertThat(request.with(body).body()).containsExactly('a');
    }
}
