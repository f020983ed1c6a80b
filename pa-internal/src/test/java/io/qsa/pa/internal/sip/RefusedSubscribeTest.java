package io.qsa.pa.internal.sip;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.pa.internal.agent.Agents;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.notifier.UserAgent;

import static org.assertj.core.api.Assertions.assertThat;

/** Which SUBSCRIBEs are refused, and with which answer. */
class RefusedSubscribeTest {
    private final WatchersRig rig = new WatchersRig("auth", "none");
    private final UserAgent bob = new UserAgent("call-1");

    /** N01, N02. */
    @Test
    void anUnknownOrMissingEventIsRefusedWithWhatIsKnown() {
        SipResponse unknown = rig.handle(bob.request("SUBSCRIBE").with("Event", "reg"));
        SipResponse missing = rig.handle(bob.request("SUBSCRIBE"));

        assertThat(unknown.code()).isEqualTo(489);
        assertThat(unknown.header("Allow-Events")).contains("presence, presence.winfo");
        assertThat(missing.code()).isEqualTo(489);
        assertThat(rig.watchers.size()).isZero();
    }

    /** N04. */
    @Test
    void tooShortAnExpiryIsRefusedWithTheShortest() {
        SipResponse response = rig.handle(bob.subscribe(59));

        assertThat(response.code()).isEqualTo(423);
        assertThat(response.header("Min-Expires")).contains("60");
        assertThat(rig.watchers.size()).isZero();
    }

    /** X6: any number is read, and other text is refused. */
    @ParameterizedTest
    @CsvSource({"4294967295, 200", "99999999999999999999, 200", "0000600, 200", "-1, 400", "1e9, 400", "'', 400"})
    void expiresOfAnySizeIsRead(String expires, int code) {
        assertThat(rig.handle(bob.bareSubscribe().with("Expires", expires)).code())
                .isEqualTo(code);
    }

    /** N12: another authenticated user is refused in this dialog. */
    @Test
    void onlyTheWatcherRefreshesAndEndsHisSubscription() {
        rig.subscribe(bob, 600);

        SipRequest byCarol = bob.subscribe(0).withFirstReplaced("From", "<sip:carol@example.com>;tag=bob");

        assertThat(rig.handle(byCarol).code()).isEqualTo(481);
        assertThat(rig.handle(bob.subscribe(600).withFirstReplaced("From", "Bob <sips:bob@EXAMPLE.com>;tag=bob"))
                        .code())
                .isEqualTo(200);
    }

    /** X12: characters that no URI has, among them those that no document can hold. */
    @ParameterizedTest
    @ValueSource(strings = {"sip:\uFFFE@example.com", "sip:\uFFFFalice@example.com", "sip:\u00fcmit@example.com"})
    void aRequestUriBeyondAsciiIsRefused(String uri) {
        SipRequest asked = bob.subscribe(600);
        SipRequest request = SipRequest.of("SUBSCRIBE", uri);
        for (String name : List.of("Via", "From", "To", "Call-ID", "CSeq", "Event", "Contact", "Expires")) {
            request = request.with(name, asked.header(name).orElseThrow());
        }

        assertThat(rig.handle(request).code()).isEqualTo(404);
        rig.assertNothingLeft();
    }

    /** X12: the URI of a watcher is written to documents of others, which do not allow every character. */
    @ParameterizedTest
    @ValueSource(strings = {"sip:\uFFFE@evil", "sip:\u00fcmit@example.com", "mailto:bob@example.com", "sip:;tag=x"})
    void aWatcherWhoIsNobodyIsRefused(String from) {
        SipRequest request = bob.subscribe(600).withFirstReplaced("From", "<" + from + ">;tag=bob");

        SipResponse response = rig.handle(request);

        assertThat(response.code()).isEqualTo(403);
        assertThat(response.header("Warning").orElseThrow()).contains("From");
        rig.assertNothingLeft();
    }

    /** N12. */
    @Test
    void anUnknownDialogIsRefused() {
        rig.subscribe(bob, 600);
        UserAgent stranger = new UserAgent("call-2");
        stranger.establish(rig.handle(bob.subscribe(600)));

        assertThat(rig.handle(stranger.subscribe(600)).code()).isEqualTo(481);
        assertThat(rig.handle(bob.request("SUBSCRIBE")
                                .without("To")
                                .with("To", "<sip:alice@example.com>;tag=nobody")
                                .with("Event", "presence"))
                        .code())
                .isEqualTo(481);
    }

    /** N27. */
    @Test
    void aRequestOutOfOrderIsRefused() {
        SipRequest old = bob.subscribe(600);
        rig.subscribe(bob, 600);
        SipRequest late =
                old.without("To").with("To", bob.subscribe(600).header("To").orElseThrow());

        assertThat(rig.handle(late).code()).isEqualTo(500);
    }

    /** I35, X18. */
    @Test
    void noMoreWatchAtOnceThanThereIsRoomFor() {
        rig.agent.apply(Agents.settings("auth", "none", "max_watchers_per_presentity", "1"));
        rig.subscribe(bob, 600);
        assertThat(rig.handle(new UserAgent("call-2").subscribe(600)).code()).isEqualTo(480);

        rig.handle(bob.subscribe(0));
        rig.endpoint.answer(200);

        assertThat(rig.handle(new UserAgent("call-3").subscribe(600)).code()).isEqualTo(200);
    }

    private static SipRequest routed(SipRequest request, int routes, int length) {
        SipRequest routed = request;
        for (int i = 0; i < routes; i++) {
            routed = routed.with("Record-Route", "<sip:p" + i + ".example.com;lr;x=" + "x".repeat(length) + ">");
        }
        return routed;
    }

    /** F92, X1, X34: a dialog is long-lived, and keeps no more of its peer than one of our own subscriptions. */
    @Test
    void aDialogThatWouldKeepTooMuchIsRefused() {
        SipRequest asked = bob.subscribe(600);
        String contact = "<sip:bob@127.0.0.1:5062;x=" + "x".repeat(2_048) + ">";
        String tag = "t".repeat(257);

        assertThat(List.of(
                        routed(asked, 33, 1),
                        routed(asked, 55, 1_000),
                        routed(asked, 9, 1_000),
                        routed(asked, 1, 2_048),
                        asked.withFirstReplaced("Contact", contact),
                        asked.withFirstReplaced("Call-ID", "c".repeat(1_025)),
                        asked.withFirstReplaced("From", "<sip:bob@example.com>;tag=" + tag),
                        asked.withFirstReplaced("From", "<sip:" + "b".repeat(8_192) + "@example.com>;tag=bob"),
                        asked.withFirstReplaced("Event", "presence;id=" + "i".repeat(257))))
                .allSatisfy(request -> assertThat(rig.handle(request).code()).isEqualTo(400));
        rig.assertNothingLeft();
    }

    /** F92, from the other side: more proxies than anybody has met. */
    @Test
    void aDialogThroughManyProxiesIsTaken() {
        assertThat(rig.handle(routed(bob.subscribe(600), 32, 200)).code()).isEqualTo(200);
    }

    /** F92: whomever they watch. */
    @Test
    void oneWatcherDoesNotTakeWhatIsForAll() {
        rig.agent.apply(Agents.settings("auth", "none", "max_subscriptions_per_watcher", "1"));
        rig.subscribe(bob, 600);

        SipResponse refused = rig.handle(new UserAgent("call-2").subscribe(600));
        assertThat(refused.code()).isEqualTo(480);
        assertThat(refused.header("Retry-After")).isPresent();
        assertThat(rig.handle(new UserAgent("call-3")
                                .subscribe(600)
                                .withFirstReplaced("From", "<sip:carol@example.com>;tag=c"))
                        .code())
                .isEqualTo(200);
        assertThat(rig.handle(bob.subscribe(600)).code()).isEqualTo(200);
    }

    /** F92. */
    @Test
    void oneWatcherKeepsSoManyBytes() {
        rig.agent.apply(Agents.settings("auth", "none", "max_bytes_per_watcher", "8000"));
        assertThat(rig.handle(routed(bob.subscribe(600), 5, 1_000)).code()).isEqualTo(200);

        assertThat(rig.handle(routed(new UserAgent("call-2").subscribe(600), 5, 1_000))
                        .code())
                .isEqualTo(480);
        assertThat(rig.handle(new UserAgent("call-3").subscribe(600)).code()).isEqualTo(200);
    }

    /** F92: the share is released with the subscription. */
    @Test
    void whoHasLeftMayComeAgain() {
        rig.agent.apply(Agents.settings("auth", "none", "max_subscriptions_per_watcher", "1"));
        for (int i = 0; i < 3; i++) {
            UserAgent again = new UserAgent("call-" + i);
            rig.subscribe(again, 600);
            rig.handle(again.subscribe(0));
            rig.endpoint.answer(200);
        }

        rig.assertNothingLeft();
    }

    /** N25. */
    @Test
    void aWatcherThatCannotReadPidfIsRefused() {
        assertThat(rig.handle(bob.subscribe(600).with("Accept", "text/plain, application/xpidf+xml"))
                        .code())
                .isEqualTo(406);
        assertThat(rig.handle(bob.subscribe(600).with("Accept", "text/plain").with("Accept", "application/*;q=0.5"))
                        .code())
                .isEqualTo(200);
    }

    /**
     * F47: a type with no weight is not acceptable, an empty Accept accepts nothing, and blanks around a slash are
     * allowed.
     */
    @ParameterizedTest
    @CsvSource({
        "406, application/pidf+xml;q=0",
        "406, application/pidf+xml;q=0.0",
        "406, '*/*, application/pidf+xml;q=0'",
        "406, ''",
        "406, ' '",
        "200, application / pidf+xml",
        "200, 'text/plain, application /\t*;q=0.1'",
        "200, '*/*;q=0, application/pidf+xml'",
        "200, application/pidf+xml;q=0.001"
    })
    void whatAWatcherAcceptsIsWhatItsRangesSay(int code, String accept) {
        assertThat(rig.handle(bob.subscribe(600).with("Accept", accept)).code()).isEqualTo(code);
    }

    /** X12: nothing is sent to an address that is none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "<tel:+123>",
                "<sip:>",
                "<sip:bob@>",
                "<sip:bob@[::1>",
                "bob",
                "<sip:a@b>, <sip:c@d>",
                "<sip:a@b"
            })
    void aBadContactIsRefused(String contact) {
        SipRequest request = bob.subscribe(600).without("Contact").with("Contact", contact);

        assertThat(rig.handle(request).code()).isEqualTo(400);
        assertThat(rig.endpoint.inFlight()).isZero();
    }

    /** X12. */
    @Test
    void aBadContactInARefreshLeavesNoTrace() {
        rig.subscribe(bob, 600);

        assertThat(rig.handle(bob.subscribe(600).without("Contact").with("Contact", "<mailto:x@y>"))
                        .code())
                .isEqualTo(400);
        rig.handle(bob.subscribe(600));
        assertThat(rig.endpoint.sent().requestUri()).isEqualTo("sip:bob@127.0.0.1:5062");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Event", "Expires"})
    void aHeaderThatStandsTwiceIsRefused(String name) {
        SipRequest request = bob.subscribe(600);

        assertThat(rig.handle(request.with(name, request.header(name).orElseThrow()))
                        .code())
                .isEqualTo(400);
    }
}
