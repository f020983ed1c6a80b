package io.qsa.itests.interop.sipp;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.Notification;
import io.qsa.itests.Recorder;
import io.qsa.itests.peer.Pidf;
import io.qsa.itests.peer.ScriptedNotifier;
import io.qsa.itests.peer.SipText;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A notifier that fills its datagrams with useless data: they are accepted or refused, and the subscription recovers.
 * SIPp cannot send such messages.
 */
class HostileServerIT extends SippTest {
    private static final String LONG = "x".repeat(60_000);
    private static final String STATE =
            "Event: presence\nSubscription-State: " + ACTIVE + "\nContent-Type: " + Pidf.TYPE;

    /** X7: a tag and a phrase without end. */
    @Test
    void aLongTagAndALongPhraseDoNoHarm() throws Exception {
        ScriptedNotifier server = notifier();
        Recorder bob = bobWatches(server.uriOf("alice"));

        server.refuseSubscription("500 " + LONG, "");
        server.acceptSubscription(LONG, server.contactOfNotifier() + "\nExpires: 600");

        theNextStatusArrives(server, bob);
        assertThat(bob.heard()).isNotEmpty().allMatch(n -> n.reason().toString().length() < 1000);
    }

    /** X7: a number without limit counts as a long time, at most a day with its jitter. */
    @Test
    void aLongRetryAfterIsADay() throws Exception {
        ScriptedNotifier server = notifier();
        Recorder bob = bobWatches(server.uriOf("alice"));

        server.refuseSubscription("503 Overload", "Retry-After: " + "9".repeat(60_000));
        Notification refused = bob.await("503", n -> n.reason().code().orElse(0) == 503);

        assertThat(refused.reason().retryAt().orElseThrow())
                .isBefore(Instant.now().plus(Duration.ofHours(31)));
    }

    /** X7: challenges without end get no answer. */
    @ParameterizedTest
    @CsvSource({"LONG, n", "example.test, LONG"})
    void longChallengesDoNoHarm(String realm, String nonce) throws Exception {
        String challenge = "WWW-Authenticate: Digest realm=\"" + realm + "\",nonce=\"" + nonce + "\",qop=\"auth\"";
        ScriptedNotifier server = notifier();
        Recorder bob = bobWatches(server.uriOf("alice"));

        server.refuseSubscription("401 Unauthorized", challenge.replace("LONG", LONG));
        server.acceptSubscription();

        theNextStatusArrives(server, bob);
    }

    /** X7: addresses without end, in an answer as well as in the NOTIFYs. */
    @ParameterizedTest
    @ValueSource(strings = {"Contact: <sip:LONG@127.0.0.1>", "Record-Route: <sip:LONG@127.0.0.1;lr>"})
    void longAddressesDoNoHarm(String field) throws Exception {
        String hostile = field.replace("LONG", LONG);
        ScriptedNotifier server = notifier();
        Recorder bob = bobWatches(server.uriOf("alice"));

        server.acceptSubscription("long", hostile + "\nExpires: 600");
        SipText answer = server.notify(hostile + "\n" + STATE, Pidf.open("sip:alice@example.test", "long"));

        assertThat(answer.status()).isEqualTo(400);
        theNextStatusArrives(server, bob);
    }

    /** X1, N30: header fields by the thousand. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | Accept: a/b | 33",
                "400 | Accept: a/b | 3000",
                "200 | Allow-Events: a | 33",
                "400 | Allow-Events: a | 3000",
                "200 | Supported: a | 33",
                "200 | Record-Route: <sip:127.0.0.1;lr> | 32",
                "400 | Record-Route: <sip:127.0.0.1;lr> | 33",
                "400 | Record-Route: <sip:127.0.0.1;lr> | 1000",
                "400 | Contact: <sip:127.0.0.1> | 2",
                "400 | Contact: <sip:127.0.0.1> | 2000",
            })
    void floodsOfHeaderFieldsDoNoHarm(int code, String field, int times) throws Exception {
        String flood = String.join("\n", Collections.nCopies(times, field));
        ScriptedNotifier server = notifier();
        Recorder bob = bobWatches(server.uriOf("alice"));

        server.acceptSubscription("flood", server.contactOfNotifier() + "\nExpires: 600\n" + flood);
        SipText answer = server.notify(flood + "\n" + STATE, Pidf.open("sip:alice@example.test", "flood"));

        assertThat(answer.status()).isEqualTo(code);
        theNextStatusArrives(server, bob);
    }

    private static void theNextStatusArrives(ScriptedNotifier server, Recorder bob) throws InterruptedException {
        SipText answer = server.notify(STATE, Pidf.open("sip:alice@example.test", "unharmed"));
        assertThat(answer.status()).isEqualTo(200);
        bob.awaitText("unharmed");
        bob.assertNoEnd();
    }
}
