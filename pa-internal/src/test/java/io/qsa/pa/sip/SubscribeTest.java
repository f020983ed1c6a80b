package io.qsa.pa.sip;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.pa.SubHandling;
import io.qsa.pa.agent.Agents;
import io.qsa.pa.agent.PresenceAgent;
import io.qsa.presence.PidfReader;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.spi.timer.VirtualTimers;

import static io.qsa.pa.agent.Agents.ALICE;
import static io.qsa.pa.agent.Agents.HOUR;
import static io.qsa.pa.agent.Agents.closed;
import static io.qsa.pa.agent.Agents.open;
import static org.assertj.core.api.Assertions.assertThat;

/** SUBSCRIBE and NOTIFY between a scripted watcher and the agent. */
class SubscribeTest {
    private final VirtualTimers timers = new VirtualTimers();
    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final PresenceAgent agent = Agents.agent(timers, "auth", "none");
    private final SipWatchers watchers = new SipWatchers(agent, endpoint, timers);
    private final UserAgent bob = new UserAgent("call-1");

    private SipResponse handle(SipRequest request) {
        return endpoint.ask(watchers::onSubscribe, request);
    }

    private void subscribe(int expires) {
        bob.establish(handle(bob.subscribe(expires)));
        endpoint.answer(200);
        endpoint.log();
    }

    /** N03, N06, N07, N08. */
    @Test
    void aSubscribeIsAnsweredAndNotifiedAtOnce() throws Exception {
        agent.publish(ALICE, open("a"), HOUR);

        SipResponse response = handle(bob.subscribe(600));

        assertThat(endpoint.log()).containsExactly("200", "NOTIFY active;expires=600");
        assertThat(response.header("Expires")).contains("600");
        SipRequest notify = endpoint.sent();
        assertThat(notify.requestUri()).isEqualTo("sip:bob@127.0.0.1:5062");
        assertThat(notify.header("Event")).contains("presence");
        assertThat(notify.from().tag()).isEqualTo(response.to().tag());
        assertThat(notify.to().tag()).contains("bob");
        assertThat(notify.callId()).isEqualTo("call-1");
        assertThat(notify.contentType()).contains(UserAgent.PIDF);
        assertThat(PidfReader.read(notify.body())).isEqualTo(open("a"));
    }

    /** N01, N02. */
    @Test
    void anUnknownOrMissingEventIsRefusedWithWhatIsKnown() {
        SipResponse unknown = handle(bob.request("SUBSCRIBE").with("Event", "reg"));
        SipResponse missing = handle(bob.request("SUBSCRIBE"));

        assertThat(unknown.code()).isEqualTo(489);
        assertThat(unknown.header("Allow-Events")).contains("presence, presence.winfo");
        assertThat(missing.code()).isEqualTo(489);
        assertThat(watchers.size()).isZero();
    }

    /** N03. */
    @Test
    void noMoreIsGrantedThanIsAllowed() {
        assertThat(handle(bob.subscribe(90_000)).header("Expires")).contains("3600");
    }

    /** N04. */
    @Test
    void tooShortAnExpiryIsRefusedWithTheShortest() {
        SipResponse response = handle(bob.subscribe(59));

        assertThat(response.code()).isEqualTo(423);
        assertThat(response.header("Min-Expires")).contains("60");
        assertThat(watchers.size()).isZero();
    }

    /** N05. */
    @Test
    void withoutExpiresTheDefaultIsGranted() {
        assertThat(handle(bob.bareSubscribe()).header("Expires")).contains("3600");
    }

    /** X6: any number is read, and what is none is refused. */
    @ParameterizedTest
    @CsvSource({"4294967295, 200", "99999999999999999999, 200", "0000600, 200", "-1, 400", "1e9, 400", "'', 400"})
    void expiresOfAnySizeIsRead(String expires, int code) {
        assertThat(handle(bob.bareSubscribe().with("Expires", expires)).code()).isEqualTo(code);
    }

    /** N06, N26: a refresh stays in its subscription. */
    @Test
    void aRefreshIsAnsweredAndNotified() {
        subscribe(600);
        timers.advance(Duration.ofSeconds(500));

        SipResponse response = handle(bob.subscribe(700));
        endpoint.answer(200);

        assertThat(response.header("Expires")).contains("700");
        assertThat(endpoint.log()).containsExactly("200", "NOTIFY active;expires=700");
        timers.advance(Duration.ofSeconds(699));
        assertThat(endpoint.log()).isEmpty();
        assertThat(watchers.size()).isEqualTo(1);
        assertThat(agent.presentities().get(0).sipWatchers()).isEqualTo(1);
    }

    /** N12: somebody else who may come in has no business in this dialog. */
    @Test
    void onlyTheWatcherRefreshesAndEndsHisSubscription() {
        subscribe(600);

        SipRequest byCarol = bob.subscribe(0).withFirstReplaced("From", "<sip:carol@example.com>;tag=bob");

        assertThat(handle(byCarol).code()).isEqualTo(481);
        assertThat(handle(bob.subscribe(600).withFirstReplaced("From", "Bob <sips:bob@EXAMPLE.com>;tag=bob"))
                        .code())
                .isEqualTo(200);
    }

    /** N28. */
    @Test
    void aRefreshMovesTheTarget() {
        subscribe(600);

        handle(bob.subscribe(600).without("Contact").with("Contact", "<sip:bob@127.0.0.1:7777>"));

        assertThat(endpoint.sent().requestUri()).isEqualTo("sip:bob@127.0.0.1:7777");
    }

    /** N09. */
    @Test
    void aFetchLeavesNothingBehind() {
        agent.publish(ALICE, open("a"), HOUR);

        SipResponse response = handle(bob.subscribe(0));
        assertThat(response.header("Expires")).contains("0");
        assertThat(endpoint.log()).containsExactly("200", "NOTIFY terminated;reason=timeout");
        assertThat(endpoint.answer(200).hasBody()).isTrue();

        assertThat(watchers.size()).isZero();
        assertThat(agent.presentities().get(0).sipWatchers()).isZero();
        assertThat(timers.size()).isEqualTo(1);
    }

    /** N10. */
    @Test
    void anUnsubscribeGetsALastNotify() {
        subscribe(600);

        handle(bob.subscribe(0));
        endpoint.answer(200);

        assertThat(endpoint.log()).containsExactly("200", "NOTIFY terminated;reason=timeout");
        assertThat(handle(bob.subscribe(600)).code()).isEqualTo(481);
        assertNothingLeft();
    }

    /** N11. */
    @Test
    void aLapseGetsALastNotify() {
        subscribe(600);

        timers.advance(Duration.ofSeconds(600));
        endpoint.answer(200);

        assertThat(endpoint.log()).containsExactly("NOTIFY terminated;reason=timeout");
        assertNothingLeft();
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

        assertThat(handle(request).code()).isEqualTo(404);
        assertNothingLeft();
    }

    private void assertNothingLeft() {
        assertThat(watchers.size()).isZero();
        assertThat(agent.presentities()).isEmpty();
        assertThat(timers.size()).isZero();
    }

    /** N12. */
    @Test
    void anUnknownDialogIsRefused() {
        subscribe(600);
        UserAgent stranger = new UserAgent("call-2");
        stranger.establish(handle(bob.subscribe(600)));

        assertThat(handle(stranger.subscribe(600)).code()).isEqualTo(481);
        assertThat(handle(bob.request("SUBSCRIBE")
                                .without("To")
                                .with("To", "<sip:alice@example.com>;tag=nobody")
                                .with("Event", "presence"))
                        .code())
                .isEqualTo(481);
    }

    /** The id of the Event tells subscriptions apart (RFC 6665 section 8.2.1). */
    @Test
    void theIdOfTheEventIsRepeatedAndCompared() {
        SipRequest first = bob.subscribe(600).without("Event").with("Event", "presence ;id=7");
        bob.establish(handle(first));

        assertThat(endpoint.sent().header("Event")).contains("presence;id=7");
        assertThat(handle(bob.subscribe(600)).code()).isEqualTo(481);
    }

    /** N27. */
    @Test
    void aRequestOutOfOrderIsRefused() {
        SipRequest old = bob.subscribe(600);
        subscribe(600);
        SipRequest late =
                old.without("To").with("To", bob.subscribe(600).header("To").orElseThrow());

        assertThat(handle(late).code()).isEqualTo(500);
    }

    /** N18, N19. */
    @ParameterizedTest
    @ValueSource(ints = {481, 404, 489, 408, 503})
    void aWatcherThatRefusesANotifyIsForgotten(int code) {
        bob.establish(handle(bob.subscribe(600)));

        endpoint.answer(code);

        assertNothingLeft();
    }

    /** N19. */
    @Test
    void aSilentWatcherStaysIfThatIsConfigured() {
        agent.apply(Agents.settings("auth", "none", "ignore_408_on_notify", "true"));
        handle(bob.subscribe(600));

        endpoint.answer(408);

        assertThat(watchers.size()).isEqualTo(1);
    }

    /** N22, N23, N24. */
    @Test
    void aChangeIsToldOnceInOrder() throws Exception {
        subscribe(600);
        String tag = agent.publish(ALICE, open("a"), HOUR).entityTag();
        agent.modify(ALICE, tag, closed("a"), HOUR);
        assertThat(endpoint.inFlight()).isZero();

        timers.advance(Duration.ofSeconds(5));

        SipRequest notify = endpoint.sent();
        assertThat(notify.cseq()).isEqualTo(2);
        assertThat(PidfReader.read(notify.body())).isEqualTo(closed("a"));
        assertThat(endpoint.inFlight()).isEqualTo(1);
    }

    /** N21, N23: digest has raised the number. */
    @Test
    void theNextNotifyFollowsTheNumberThatWasAnswered() {
        handle(bob.subscribe(600));
        SipRequest challenged = endpoint.sent().without("CSeq").with("CSeq", "2 NOTIFY");
        endpoint.answer(SipResponse.to(challenged, 200).with("Contact", "<>"));

        agent.publish(ALICE, open("a"), HOUR);
        timers.advance(Duration.ofSeconds(5));

        assertThat(endpoint.sent().cseq()).isEqualTo(3);
    }

    /** I35, X18. */
    @Test
    void noMoreWatchAtOnceThanThereIsRoomFor() {
        agent.apply(Agents.settings("auth", "none", "max_watchers_per_presentity", "1"));
        subscribe(600);
        assertThat(handle(new UserAgent("call-2").subscribe(600)).code()).isEqualTo(480);

        handle(bob.subscribe(0));
        endpoint.answer(200);

        assertThat(handle(new UserAgent("call-3").subscribe(600)).code()).isEqualTo(200);
    }

    /** N14, N29: who is known and not decided about gets nothing. */
    @Test
    void withoutAuthorisationAWatcherIsPendingAndGetsNoBody() {
        agent.apply(Agents.settings());
        agent.publish(ALICE, open("a"), HOUR);

        SipResponse response = handle(bob.subscribe(600));

        assertThat(response.code()).isEqualTo(200);
        assertThat(endpoint.log()).containsExactly("200", "NOTIFY pending;expires=600");
        assertThat(endpoint.answer(200).hasBody()).isFalse();
    }

    /** N15. */
    @Test
    void authorisationActsOnLiveWatchers() {
        agent.apply(Agents.settings());
        subscribe(600);

        agent.apply(Agents.settings("auth", "none"));
        endpoint.answer(200);
        agent.apply(Agents.settings());
        endpoint.answer(200);

        assertThat(endpoint.log()).containsExactly("NOTIFY active;expires=600", "NOTIFY pending;expires=600");
    }

    /** N14, N15: who is blocked is told so at once, and who was let in is told when that ends. */
    @Test
    void rulesDecideOnNewAndOnLiveWatchers() {
        agent.apply(Agents.settings("auth", "rules"));
        agent.authoriseBy((presentity, watcher) -> Optional.of(SubHandling.BLOCK));
        assertThat(handle(bob.subscribe(600)).code()).isEqualTo(403);
        assertThat(watchers.size()).isZero();
        agent.authoriseBy((presentity, watcher) -> Optional.of(SubHandling.ALLOW));
        subscribe(600);

        agent.authoriseBy((presentity, watcher) -> Optional.of(SubHandling.BLOCK));

        assertThat(endpoint.log()).containsExactly("NOTIFY terminated;reason=rejected");
        assertThat(endpoint.answer(200).hasBody()).isFalse();
        assertThat(watchers.size()).isZero();
    }

    /** N25. */
    @Test
    void aWatcherThatCannotReadPidfIsRefused() {
        assertThat(handle(bob.subscribe(600).with("Accept", "text/plain, application/xpidf+xml"))
                        .code())
                .isEqualTo(406);
        assertThat(handle(bob.subscribe(600).with("Accept", "text/plain").with("Accept", "application/*;q=0.5"))
                        .code())
                .isEqualTo(200);
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

        assertThat(handle(request).code()).isEqualTo(400);
        assertThat(endpoint.inFlight()).isZero();
    }

    /** X12. */
    @Test
    void aBadContactInARefreshLeavesNoTrace() {
        subscribe(600);

        assertThat(handle(bob.subscribe(600).without("Contact").with("Contact", "<mailto:x@y>"))
                        .code())
                .isEqualTo(400);
        handle(bob.subscribe(600));
        assertThat(endpoint.sent().requestUri()).isEqualTo("sip:bob@127.0.0.1:5062");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Event", "Expires"})
    void aHeaderThatStandsTwiceIsRefused(String name) {
        SipRequest request = bob.subscribe(600);

        assertThat(handle(request.with(name, request.header(name).orElseThrow()))
                        .code())
                .isEqualTo(400);
    }

    /** N16: all are told, all answers are waited for. */
    @Test
    void aStopDeactivatesEveryWatcher() throws Exception {
        subscribe(600);
        Thread answering = new Thread(() -> endpoint.answer(200));

        assertThat(watchers.stop(Duration.ZERO)).isEqualTo(1);
        assertThat(endpoint.log()).containsExactly("NOTIFY terminated;reason=deactivated");
        answering.start();
        assertThat(watchers.stop(Duration.ofSeconds(10))).isZero();
        answering.join();
        assertNothingLeft();
    }
}
