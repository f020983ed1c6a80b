package io.qsa.sip.endpoint.internal.core;

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A dialog that is asked for by a sips URI over UDP. */
class SipsContactTest {
    private static final String UDP = "udp:127.0.0.1:5060";

    private final ReceiverRig rig = new ReceiverRig(Map.of());

    private void receive(String listen, String uri, String contact) {
        rig.core.points().change(SipSettings.parse(Map.of("listen", listen)).listen());
        rig.handlers.put(
                request -> {
                    request.respond(200);
                    return true;
                },
                Set.of("SUBSCRIBE", "PUBLISH"),
                Set.of("presence"),
                0);
        rig.receive(ReceiverRig.request("SUBSCRIBE", "Contact: <" + contact + ":peer@127.0.0.1>")
                .replace("sip:qsa@127.0.0.1 ", uri + ":qsa@127.0.0.1 "));
    }

    @ParameterizedTest
    @DisplayName("F104 X52: it gets the sips Contact of a listening point that has one")
    @CsvSource({"sips, sips", "sips, sip", "sip, sips", "SIPS, sip"})
    void hasASipsContact(String uri, String contact) {
        receive(UDP + ", tls:127.0.0.1:5061", uri, contact);

        assertThat(rig.onlyAnswer()).startsWith("SIP/2.0 200 ").contains("\r\nContact: <sips:127.0.0.1:5060>\r\n");
    }

    @ParameterizedTest
    @DisplayName("F104 X52: it is refused where no listening point has one")
    @CsvSource({"sips, sip, 416", "sips, sips, 416", "sip, sips, 480", "sip, sip, 200"})
    void isRefusedWithoutOne(String uri, String contact, int code) {
        receive(UDP, uri, contact);

        assertThat(rig.onlyAnswer()).startsWith("SIP/2.0 " + code + " ");
        if (code == 480) {
            assertThat(rig.onlyAnswer()).contains("\r\nWarning: 380 qsa \"SIPS Not Allowed\"\r\n");
        }
    }
}
