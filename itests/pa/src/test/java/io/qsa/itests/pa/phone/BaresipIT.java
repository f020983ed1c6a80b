package io.qsa.itests.pa.phone;

import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.itests.Recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** baresip without a registrar. */
class BaresipIT extends PhoneTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Test
    void aPhonePublishesWatchesAndTakesLeave() throws Exception {
        String alice = uri("alice");
        publish(alice, "at her desk");
        Recorder bob = watch(alice);

        Baresip phone = closing(phone("alice", "", "alice"));
        bob.awaitText("<contact>" + alice);
        awaitMessage(phone, "at her desk");
        phone.quit();

        bob.await("nothing of the phone", n -> !Recorder.textOf(n).contains("<contact>" + alice));
        assertThat(phone.messages()).contains("Subscription-State: terminated;reason=timeout");
    }

    @Test
    @DisplayName("F51: it gives up at two challenges, whatever their order, and comes in if its user has MD5 alone")
    void itComesInByDigestIfItsUserHasMd5Alone() throws Exception {
        digest();
        user("frank", "MD5, SHA-256");
        Recorder bob = watch(uri("frank"));
        Baresip refused = closing(phone("frank", ";auth_user=frank;auth_pass=secret", "carol"));
        awaitMessage(refused, "401 Unauthorized");
        refused.quit();
        assertThat(refused.messages()).contains("algorithm=MD5").doesNotContain("Authorization:");

        user("frank", "MD5");
        publish(uri("carol"), "at her desk");
        Baresip phone = closing(phone("frank", ";auth_user=frank;auth_pass=secret", "carol"));

        bob.awaitText("<contact>" + uri("frank"));
        awaitMessage(phone, "at her desk");
        assertThat(phone.messages()).contains("Authorization: Digest");
    }

    private Baresip phone(String user, String credentials, String contact) throws IOException {
        String account = "<" + uri(user) + ">;outbound=\"sip:" + agent() + "\"" + credentials;
        return Baresip.start(directory("baresip-" + System.nanoTime()), link(), account, uri(contact));
    }

    private static void awaitMessage(Baresip phone, String text) {
        await(text).atMost(PATIENCE).until(() -> phone.messages().contains(text));
    }
}
