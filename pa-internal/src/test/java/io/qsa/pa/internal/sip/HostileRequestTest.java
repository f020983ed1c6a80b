package io.qsa.pa.internal.sip;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.DisplayName;
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

/** Requests that have crashed or flooded other presence servers get an answer here, and leave nothing behind. */
class HostileRequestTest {
    private final VirtualTimers timers = new VirtualTimers();
    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final PresenceAgent agent = Agents.agent(timers, "auth", "none", "min_expires", "0");
    private final SipFace face = new SipFace(agent, endpoint, timers);
    private final UserAgent mallory = new UserAgent("call-1");

    private SipResponse handle(SipRequest request) {
        FakeEndpoint.Incoming incoming = endpoint.incoming(request);
        assertThat(face.handle(incoming)).isTrue();
        return incoming.response();
    }

    private void assertNothingIsLeft() {
        assertThat(timers.size()).isZero();
        assertThat(agent.size()).isZero();
    }

    @Test
    @DisplayName("X14 N09: an end of what was never begun is a fetch, and starts no timer")
    void anEndWithoutABeginStartsNoTimer() {
        assertThat(handle(mallory.subscribe(0)).code()).isEqualTo(200);
        assertThat(endpoint.log()).containsExactly("200", "NOTIFY terminated;reason=timeout");
        assertThat(timers.size()).isZero();

        endpoint.answer(200);
        assertNothingIsLeft();
    }

    @Test
    @DisplayName("X14 N10: a subscription that is ended twice ends once")
    void anEndIsTakenOnce() {
        mallory.establish(handle(mallory.subscribe(600)));
        endpoint.answer(200);
        handle(mallory.subscribe(0));

        assertThat(handle(mallory.subscribe(0)).code()).isEqualTo(481);
        endpoint.answer(200);
        assertThat(handle(mallory.subscribe(0)).code()).isEqualTo(481);
        assertNothingIsLeft();
    }

    @Test
    @DisplayName("X14 N11: the shortest subscription that there is lapses after its second, answered or not")
    void theShortestSubscriptionLapses() {
        handle(mallory.subscribe(1));
        endpoint.answer(200);
        timers.advance(Duration.ofSeconds(1));
        assertThat(endpoint.log()).endsWith("NOTIFY terminated;reason=timeout");

        endpoint.answer(408);
        assertNothingIsLeft();
    }

    @Test
    @DisplayName("X14 P04: the removal of a publication that was never made starts no timer")
    void aRemovalOfNothingStartsNoTimer() {
        SipRequest removal = mallory.publish(0).with("SIP-If-Match", "none");

        assertThat(handle(removal).code()).isEqualTo(412);
        assertNothingIsLeft();
    }

    @ParameterizedTest(name = "{0} times {1}: {2}")
    @CsvSource({
        "33,     Accept: text/plain, 406",
        "60000,  Accept: text/plain, 406",
        "60000,  Accept: application/pidf+xml, 200",
        "60000,  Allow-Events: presence, 200",
        "60000,  Require: nothing, 420",
        "60000,  Record-Route: <nowhere>, 400",
        "60000,  SIP-If-Match: a, 200"
    })
    @DisplayName("X1 N30: a header that comes any number of times is read to its end")
    void aHeaderMayComeAnyNumberOfTimes(int times, String line, int code) {
        String[] header = line.split(": ");
        String values = (header[1] + ", ").repeat(times - 1) + header[1];

        assertThat(handle(mallory.subscribe(0).with(header[0], values)).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<sip:u;x=1;x=2@127.0.0.1;lr>", "<sip:h;lr?a;b=2;b=3>"})
    @DisplayName("X12: a route that looks like a riddle is a route, and its watcher is told and let go")
    void aRouteWithParametersInOddPlacesIsARoute(String route) {
        assertThat(handle(mallory.subscribe(1).with("Record-Route", route)).code())
                .isEqualTo(200);
        assertThat(endpoint.answer(200).header("Route")).contains(route);

        timers.advance(Duration.ofSeconds(1));
        endpoint.answer(200);
        assertNothingIsLeft();
    }

    @Test
    @DisplayName("X20: who does not answer the first NOTIFY gets no other")
    void nobodyIsFloodedWhoDoesNotAnswer() {
        handle(mallory.subscribe(3600));
        endpoint.answer(408);
        endpoint.log();

        agent.publish(ALICE, open("a"), HOUR);
        timers.advance(Duration.ofMinutes(10));
        assertThat(endpoint.log()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/related;boundary=x", "multipart/mixed", "application/pidf-diff+xml", "/", ";;"})
    @DisplayName("X15 X16 D23: a multipart body is not taken apart")
    void aMultipartBodyIsNotTakenApart(String type) {
        SipRequest publish = mallory.publish(600).withBody(type, "--x\r\n\r\n--x--".getBytes(StandardCharsets.UTF_8));

        assertThat(handle(publish).code()).isEqualTo(415);
        assertNothingIsLeft();
    }

    /** It is not loaded before it is loaded by name. */
    static final class Trap {
        static {
            System.setProperty("io.qsa.pa.sip.trap", "sprung");
        }
    }

    @Test
    @DisplayName("X31: an element that names a class or a schema is kept as text, and nothing is loaded")
    void whatNamesAClassIsText() {
        String document =
                """
                <presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:alice@example.com"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x http://127.0.0.1:1/x.xsd">
                  <j:java xmlns:j="urn:java" class="java.beans.XMLDecoder"><j:object class="io.qsa.pa.internal.sip.HostileRequestTest$Trap"/></j:java>
                </presence>
                """;
        SipRequest publish = mallory.publish(600).withBody(UserAgent.PIDF, document.getBytes(StandardCharsets.UTF_8));

        assertThat(handle(publish).code()).isEqualTo(200);

        String told = new String(PidfWriter.write(agent.presentities().get(0).status()), StandardCharsets.UTF_8);
        assertThat(told)
                .contains("class=\"io.qsa.pa.internal.sip.HostileRequestTest$Trap\"")
                .contains("class=\"java.beans.XMLDecoder\"");
        assertThat(System.getProperty("io.qsa.pa.sip.trap")).isNull();
    }
}
