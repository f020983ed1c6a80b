package io.qsa.pa.internal.sip;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.base.timer.VirtualTimers;
import io.qsa.base.tolerance.Tolerances;
import io.qsa.pa.LimitReachedException;
import io.qsa.pa.internal.agent.Agents;
import io.qsa.pa.internal.agent.PresenceAgent;
import io.qsa.presence.Note;
import io.qsa.presence.PidfWriter;
import io.qsa.presence.PresenceInfo;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.notifier.FakeEndpoint;
import io.qsa.sip.notifier.UserAgent;

import static io.qsa.pa.internal.agent.Agents.ALICE;
import static io.qsa.pa.internal.agent.Agents.closed;
import static io.qsa.pa.internal.agent.Agents.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** PUBLISH as in table 1 of RFC 3903. */
class PublishTest {
    private final VirtualTimers timers = new VirtualTimers();
    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final PresenceAgent agent = Agents.agent(timers, "auth", "none");
    private final Publisher publisher = new Publisher(agent);
    private final UserAgent phone = new UserAgent("call-1");

    private SipResponse handle(SipRequest request) {
        return endpoint.ask(publisher::onPublish, request);
    }

    private SipRequest publish(int expires, PresenceInfo info) {
        return phone.publish(expires).withBody(UserAgent.PIDF, PidfWriter.write(info));
    }

    private SipRequest condition(SipRequest request, String tag) {
        return request.with("SIP-If-Match", tag);
    }

    private List<PresenceInfo> published() {
        return agent.presentities().stream().map(p -> p.status()).toList();
    }

    /** P01. */
    @Test
    void aPublicationGetsATagAndAnExpiry() {
        SipResponse response = handle(publish(9000, open("a")));

        assertThat(response.code()).isEqualTo(200);
        assertThat(response.header("SIP-ETag")).contains("e1");
        assertThat(response.header("Expires")).contains("3600");
        assertThat(published()).containsExactly(open("a"));
    }

    /** P02. */
    @Test
    void aRefreshHasATagAndNoBody() {
        handle(publish(600, open("a")));
        timers.advance(Duration.ofSeconds(599));

        SipResponse response = handle(condition(phone.publish(600), "e1"));
        timers.advance(Duration.ofSeconds(599));

        assertThat(response.header("SIP-ETag")).contains("e2");
        assertThat(published()).containsExactly(open("a"));
    }

    /** P03. */
    @Test
    void aModificationHasATagAndABody() {
        handle(publish(600, open("a")));

        SipResponse response = handle(condition(publish(600, closed("a")), "e1"));

        assertThat(response.header("SIP-ETag")).contains("e2");
        assertThat(published()).containsExactly(closed("a"));
    }

    /** P04. */
    @Test
    void aRemovalHasATagAndExpiresZero() {
        handle(publish(600, open("a")));

        SipResponse response = handle(condition(phone.publish(0), "e1"));

        assertThat(response.code()).isEqualTo(200);
        assertThat(response.header("Expires")).contains("0");
        assertThat(published()).isEmpty();
    }

    /** P05, P06. */
    @Test
    void anUnknownOrOutdatedTagIsRefusedAndChangesNothing() {
        handle(publish(600, open("a")));
        handle(condition(phone.publish(600), "e1"));

        assertThat(handle(condition(publish(600, closed("a")), "e1")).code()).isEqualTo(412);
        assertThat(handle(condition(phone.publish(600), "e9")).code()).isEqualTo(412);
        assertThat(handle(condition(phone.publish(0), "e9")).code()).isEqualTo(412);
        assertThat(published()).containsExactly(open("a"));
    }

    /** P07. */
    @Test
    void neitherTagNorBodyIsRefused() {
        assertThat(handle(phone.publish(600)).code()).isEqualTo(400);
    }

    /** P08. */
    @Test
    void anUnknownOrMissingEventIsRefusedWithWhatIsKnown() {
        SipResponse unknown = handle(publish(600, open("a")).without("Event").with("Event", "message-summary"));

        assertThat(unknown.code()).isEqualTo(489);
        assertThat(unknown.header("Allow-Events")).contains("presence");
        assertThat(handle(publish(600, open("a")).without("Event")).code()).isEqualTo(489);
    }

    /** P09, X9. */
    @Test
    void aBodyOfAnotherTypeIsRefusedWithWhatIsKnown() {
        SipResponse other = handle(phone.publish(600).withBody("text/plain", "open".getBytes(StandardCharsets.UTF_8)));
        SipResponse missing = handle(publish(600, open("a")).without("Content-Type"));

        assertThat(other.code()).isEqualTo(415);
        assertThat(other.header("Accept")).contains(UserAgent.PIDF);
        assertThat(missing.code()).isEqualTo(415);
        assertThat(published()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<presence", "<!DOCTYPE x><presence/>", "<presence entity='sip:alice@example.com'/>"})
    void aBodyThatIsNoPresenceDocumentIsRefused(String body) {
        SipRequest request = phone.publish(600).withBody(UserAgent.PIDF, body.getBytes(StandardCharsets.UTF_8));

        assertThat(handle(request).code()).isEqualTo(400);
        assertThat(published()).isEmpty();
    }

    /** P21, F26, F27: counted, or refused by strict. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:alice@example.com'/>",
                "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:alice@example.com'>"
                        + "<tuple id='a'><status/></tuple><tuple/></presence>"
            })
    void anOddDocumentIsTakenUnlessStrict(String document) {
        byte[] body = document.getBytes(StandardCharsets.UTF_8);

        assertThat(handle(phone.publish(600).withBody(UserAgent.PIDF, body)).code())
                .isEqualTo(200);
        agent.apply(Agents.settings("auth", "none", "strict", "true"));
        assertThat(handle(phone.publish(600).withBody(UserAgent.PIDF, body)).code())
                .isEqualTo(400);

        assertThat(handle(publish(600, open("a"))).code()).isEqualTo(200);
        assertThat(agent.tolerances().values())
                .containsEntry("tolerated.odd_documents", 1L)
                .containsEntry(Tolerances.REFUSED, 1L);
    }

    /** P10. */
    @Test
    void tooShortAnExpiryIsRefusedWithTheShortest() {
        SipResponse response = handle(publish(59, open("a")));

        assertThat(response.code()).isEqualTo(423);
        assertThat(response.header("Min-Expires")).contains("60");
    }

    /** P11. */
    @Test
    void aPublicationLapses() {
        handle(publish(600, open("a")));

        timers.advance(Duration.ofSeconds(600));

        assertThat(published()).isEmpty();
    }

    /** P12. */
    @Test
    void severalTagsOrAnEndlessOneAreRefused() {
        assertThat(handle(condition(phone.publish(600), "e1, e2")).code()).isEqualTo(400);
        assertThat(handle(condition(condition(phone.publish(600), "e1"), "e2")).code())
                .isEqualTo(400);
        assertThat(handle(condition(phone.publish(600), "e".repeat(70_000))).code())
                .isEqualTo(412);
    }

    /** X18. */
    @Test
    void noMoreIsTakenThanThereIsRoomFor() {
        agent.apply(Agents.settings("auth", "none", "max_publications_per_presentity", "2", "max_presentities", "1"));
        handle(publish(600, open("a")));
        handle(publish(600, open("b")));

        SipResponse third = handle(publish(600, open("c")));

        assertThat(third.code()).isEqualTo(480);
        assertThat(third.header("Retry-After")).contains("60");
        assertThat(handle(condition(phone.publish(600), "e2")).code()).isEqualTo(200);
        assertThatExceptionOfType(LimitReachedException.class)
                .isThrownBy(() -> agent.publish("sip:carol@example.com", open("a"), Agents.HOUR))
                .withMessageContaining("max_presentities = 1");
    }

    /** P20, F49: what no NOTIFY over UDP could tell is not taken, and what is there stays. */
    @ParameterizedTest
    @ValueSource(strings = {"n", "\u00fc", "&"})
    void moreThanCouldBeToldIsRefused(String character) {
        int taken = 0;
        while (handle(publish(600, noted(taken + character.repeat(4_000)))).code() == 200) {
            taken++;
        }

        assertThat(handle(publish(600, noted("other" + character.repeat(4_000))))
                        .code())
                .isEqualTo(413);
        assertThat(PidfWriter.write(published().get(0)).length).isBetween(30_000, 55_000);
        assertThat(published().get(0).notes()).hasSize(taken);
        assertThat(handle(condition(publish(600, noted("short")), "e1")).code()).isEqualTo(200);
    }

    private static PresenceInfo noted(String text) {
        return open("a").withNote(Note.of(text));
    }

    @Test
    void anEntityThatCannotHaveAStatusIsRefused() {
        SipRequest request = SipRequest.of("PUBLISH", "urn:service:sos")
                .with("Event", "presence")
                .withBody(UserAgent.PIDF, PidfWriter.write(open("a")));

        assertThat(handle(request).code()).isEqualTo(404);
    }

    /** F60, F64, X45: whoever asks for whatever spelling is told of the one presentity. */
    @Test
    void aPublicationIsThatOfEveryUri() {
        handle(SipRequest.of("PUBLISH", "sip:*97@example.com;x=1;maddr=192.0.2.1")
                .with("Event", "presence")
                .with("Expires", "600")
                .withBody(UserAgent.PIDF, PidfWriter.write(open("a"))));

        assertThat(agent.hasRoomFor("sip:%2A97@example.com")).isTrue();
        assertThat(published()).containsExactly(open("a").withEntity("sip:*97@example.com"));
        assertThat(agent.size()).isEqualTo(1);
    }

    /** D20: the document is for the entity of the publication. */
    @Test
    void theEntityOfTheRequestCounts() {
        handle(publish(600, open("a").withEntity("sip:mallory@example.com")));

        assertThat(published()).extracting(PresenceInfo::entity).containsExactly(ALICE);
    }
}
