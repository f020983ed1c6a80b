package io.qsa.pa.internal.sip;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.base.timer.VirtualTimers;
import io.qsa.pa.internal.agent.Agents;
import io.qsa.pa.internal.agent.PresenceAgent;
import io.qsa.presence.PidfWriter;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.notifier.FakeEndpoint;
import io.qsa.sip.notifier.UserAgent;

import static io.qsa.pa.internal.agent.Agents.ALICE;
import static io.qsa.pa.internal.agent.Agents.HOUR;
import static io.qsa.pa.internal.agent.Agents.open;
import static org.assertj.core.api.Assertions.assertThat;

/** F115, P14: of several things that are wrong with a PUBLISH, which is named (RFC 3903 section 6). */
class PublishOrderTest {
    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final PresenceAgent agent = Agents.agent(new VirtualTimers());
    private final Publisher publisher = new Publisher(agent);

    private SipRequest publish(int expires, String type, String body) {
        return new UserAgent("call").publish(expires).withBody(type, body.getBytes());
    }

    private SipResponse handle(SipRequest request) {
        return endpoint.ask(publisher::onPublish, request);
    }

    @ParameterizedTest
    @CsvSource({"1, application/pidf+xml, <presence/>", "600, text/plain, hello", "600, application/pidf+xml, <"})
    void anUnknownTagIsNamedBeforeAllThatMayBeWrongBehindIt(int expires, String type, String body) {
        SipRequest request = publish(expires, type, body).with("SIP-If-Match", "unknown");

        assertThat(handle(request).code()).isEqualTo(412);
    }

    @Test
    void anUnknownTagIsNamedBeforeAnExpiresThatIsNone() {
        SipRequest request = new UserAgent("call")
                .request("PUBLISH")
                .with("Event", "presence")
                .with("Expires", "soon")
                .with("SIP-If-Match", "unknown");

        assertThat(handle(request).code()).isEqualTo(412);
    }

    @Test
    void theEventIsNamedBeforeTheTag() {
        SipRequest request =
                new UserAgent("call").request("PUBLISH").with("Event", "dialog").with("SIP-If-Match", "unknown");

        assertThat(handle(request).code()).isEqualTo(489);
    }

    @ParameterizedTest
    @CsvSource({"1, application/pidf+xml, <, 423", "600, text/plain, <, 415", "600, application/pidf+xml, <, 400"})
    void withoutATagExpiresComesBeforeTheBody(int expires, String type, String body, int code) {
        assertThat(handle(publish(expires, type, body)).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ","})
    void anEmptyConditionIsMalformed(String condition) {
        SipRequest request = publish(600, UserAgent.PIDF, pidf()).with("SIP-If-Match", condition);

        assertThat(handle(request).code()).isEqualTo(400);
        assertThat(agent.size()).isZero();
    }

    private static String pidf() {
        return new String(PidfWriter.write(open("a")));
    }

    /** Valid, and expired at once. */
    @Test
    void aFirstPublicationForNoTimeIsTakenAndNobodySeesIt() {
        agent.publish(ALICE, open("b"), HOUR);

        SipResponse response = handle(publish(0, UserAgent.PIDF, pidf()));

        assertThat(response.code()).isEqualTo(200);
        assertThat(response.header("Expires")).contains("0");
        String tag = response.header("SIP-ETag").orElseThrow();
        assertThat(agent.presentities().get(0).status()).isEqualTo(open("b"));
        assertThat(handle(new UserAgent("call").publish(600).with("SIP-If-Match", tag))
                        .code())
                .isEqualTo(412);
    }

    @Test
    void aBadOneForNoTimeIsRefusedAllTheSame() {
        assertThat(handle(publish(0, "text/plain", "hello")).code()).isEqualTo(415);
        assertThat(handle(publish(0, UserAgent.PIDF, "<")).code()).isEqualTo(400);
        assertThat(handle(new UserAgent("call").publish(0)).code()).isEqualTo(400);
    }
}
