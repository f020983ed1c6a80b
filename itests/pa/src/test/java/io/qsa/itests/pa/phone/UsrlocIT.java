package io.qsa.itests.pa.phone;

import org.junit.jupiter.api.Test;

import io.qsa.itests.Recorder;
import io.qsa.itests.peer.SipClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Kamailio's pua_usrloc publishes who is registered. */
class UsrlocIT extends PhoneTest {
    private static final String HERE = "127.0.0.1";
    private static final String ERIN = "sip:erin@" + HERE;

    @Test
    void whoIsRegisteredIsOpenUntilTheEndOfTheRegistration() throws Exception {
        Registrar registrar =
                closing(Registrar.start(directory("registrar"), HERE, HERE + ":" + sipPort(), Registrar.PUBLISH));
        SipClient phone = closing(new SipClient(registrar.port()));
        Recorder bob = watch(ERIN);
        bob.awaitText("<basic>closed</basic>");

        assertThat(register(phone, 1, 600)).isEqualTo(200);
        bob.awaitText("<basic>open</basic>");
        await("Kamailio has the tag of its publication")
                .until(() -> registrar.log().contains("published: 200"));
        int before = bob.heard().size();
        assertThat(register(phone, 2, 0)).isEqualTo(200);

        bob.await(
                "closed again",
                n -> bob.heard().indexOf(n) >= before && Recorder.textOf(n).contains("<basic>closed</basic>"));
    }

    /** With one Call-ID, by which Kamailio finds its publication again. */
    private static int register(SipClient phone, int number, int seconds) {
        String request = phone.message("REGISTER", ERIN, "Expires: " + seconds, "")
                .replaceFirst("\r\nCall-ID: [^\r]*", "\r\nCall-ID: registration")
                .replaceFirst("\r\nCSeq: [^\r]*", "\r\nCSeq: " + number + " REGISTER");
        return phone.exchange(request).status();
    }
}
