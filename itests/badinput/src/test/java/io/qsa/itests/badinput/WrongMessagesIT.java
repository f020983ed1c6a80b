package io.qsa.itests.badinput;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.qsa.itests.PlatformTest;
import io.qsa.itests.Recorder;
import io.qsa.itests.peer.Pidf;
import io.qsa.itests.peer.ScriptedNotifier;
import io.qsa.itests.peer.SipClient;
import io.qsa.itests.peer.SipText;

import static org.assertj.core.api.Assertions.assertThat;

/** A wrong message gets its SIP code, and the live subscription continues. */
class WrongMessagesIT extends PlatformTest {
    private static final String ACTIVE = "Event: presence\nSubscription-State: active;expires=600\n";
    private static final String PIDF = "Content-Type: " + Pidf.TYPE + "\n";

    private ScriptedNotifier server;
    private SipClient stranger;
    private Recorder bob;

    @BeforeEach
    void bobHearsFromAServer() throws InterruptedException {
        server = closing(new ScriptedNotifier(sipPort()));
        stranger = closing(new SipClient(sipPort()));
        config(B2B, "presence_outbound_proxy", server.uri());
        bob = bobWatchesAlice();
        server.acceptSubscription();
        SipText answer = server.notify(ACTIVE + PIDF, Pidf.open(ALICE, "at first"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        bob.awaitText("at first");
    }

    /** S57, S102. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | application/pidf+xml | <presence><broken",
                "400 | application/pidf+xml | <!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
                "415 | text/plain           | at my desk",
            })
    void aNotifyWithABrokenBodyIsRefused(int code, String type, String body) throws InterruptedException {
        SipText answer = server.notify(ACTIVE + "Content-Type: " + type, body);

        assertThat(answer.status()).isEqualTo(code);
        theNextStatusArrives();
    }

    /** S43. */
    @Test
    void aNotifyForNoDialogIsRefused() throws InterruptedException {
        SipText answer =
                stranger.request("NOTIFY", "sip:127.0.0.1:" + sipPort(), ACTIVE + PIDF, Pidf.closed(ALICE, "forged"));

        assertThat(answer.status()).isEqualTo(481);
        theNextStatusArrives();
    }

    /** S44, N01, P08. */
    @Test
    void anUnknownEventPackageIsRefused() throws InterruptedException {
        SipText notify = server.notify("Event: weather\nSubscription-State: active;expires=600", "");
        SipText subscribe = stranger.request("SUBSCRIBE", ALICE, "Event: weather\nExpires: 600", "");
        SipText publish = stranger.request(
                "PUBLISH", ALICE, "Event: weather\nExpires: 600\n" + PIDF, Pidf.open(ALICE, "raining"));

        assertThat(notify.status()).isEqualTo(489);
        assertThat(subscribe.status()).isEqualTo(489);
        assertThat(subscribe.header("Allow-Events")).contains("presence");
        assertThat(publish.status()).isEqualTo(489);
        theNextStatusArrives();
    }

    @Test
    void aMethodThatNobodyHandlesIsRefused() throws InterruptedException {
        SipText answer = stranger.request("INVITE", ALICE, "", "");

        assertThat(answer.status())
                .as("soon after the start, its handler might come")
                .isIn(405, 503);
        theNextStatusArrives();
    }

    /** X13: two Call-IDs are two opinions. */
    @Test
    void aDuplicateMandatoryHeaderIsRefused() throws InterruptedException {
        String doubled = stranger.message("SUBSCRIBE", ALICE, "Event: presence\nExpires: 600", "")
                .replaceFirst("\r\n(CSeq: [^\r]*)", "\r\n$1\r\n$1");

        assertThat(stranger.exchange(doubled).status()).isEqualTo(400);
        theNextStatusArrives();
    }

    private void theNextStatusArrives() throws InterruptedException {
        SipText answer = server.notify(ACTIVE + PIDF, Pidf.closed(ALICE, "unharmed"));

        assertThat(answer.status()).isEqualTo(200);
        bob.awaitText("unharmed");
        bob.assertNoEnd();
    }
}
