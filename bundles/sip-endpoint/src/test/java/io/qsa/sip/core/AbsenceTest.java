package io.qsa.sip.core;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.sip.ListeningPoint;
import io.qsa.sip.RequestHandler;
import io.qsa.sip.transport.Flow;
import io.qsa.sip.transport.Receiver;
import io.qsa.spi.timer.VirtualTimers;

import static org.assertj.core.api.Assertions.assertThat;

/** What a request gets whose handler is not there: not there yet, not there for a moment, or not there at all. */
class AbsenceTest {
    private static final int PEER_PORT = 40000;
    private static final long GRACE = 30_000;

    private final VirtualTimers timers = new VirtualTimers();
    private final FakeTransport transport = new FakeTransport();
    private final Handlers handlers = new Handlers(timers::now);
    private final List<Receiver> receivers = new ArrayList<>();
    private final RequestHandler agent = incoming -> {
        boolean isOurs =
                incoming.request().header("Event").filter("presence"::equals).isPresent();
        if (isOurs) {
            incoming.respond(200);
        }
        return isOurs;
    };

    @BeforeEach
    void start() {
        new Core(
                SipSettings.parse(Map.of()),
                timers,
                (receiver, limits) -> {
                    receivers.add(receiver);
                    return transport;
                },
                handlers);
    }

    private void takeSubscribes() {
        handlers.put(agent, Set.of("SUBSCRIBE"), Set.of("presence"), 0);
    }

    private String answerTo(String method, String... headers) {
        String request = Samples.request(method, "UDP", PEER_PORT, headers);
        Flow flow =
                new Flow(new ListeningPoint("udp", "127.0.0.1", 5060), new InetSocketAddress("127.0.0.1", PEER_PORT));
        receivers.get(0).onMessage(request.getBytes(StandardCharsets.UTF_8), flow);
        return transport.sent.get(transport.sent.size() - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUBSCRIBE", "PUBLISH", "MESSAGE"})
    void asksForAnotherTryWhileHandlersBeginToCome(String method) {
        handlers.onListening();
        timers.advance(GRACE - 1);

        assertThat(answerTo(method, "Event: presence"))
                .startsWith("SIP/2.0 503 ")
                .contains("\r\nRetry-After: 2\r\n");
    }

    @Test
    @DisplayName("S62: answers a method that nobody handles with 405 and what there is")
    void refusesWhatNobodyHasComeFor() {
        handlers.onListening();
        takeSubscribes();
        timers.advance(GRACE);

        assertThat(answerTo("MESSAGE")).startsWith("SIP/2.0 405 ").contains("\r\nAllow: OPTIONS, SUBSCRIBE\r\n");
    }

    @Test
    void asksForAnotherTryForAWhileAfterAHandlerHasGone() {
        handlers.onListening();
        takeSubscribes();
        timers.advance(GRACE);
        handlers.remove(agent);
        timers.advance(GRACE - 1);

        assertThat(answerTo("SUBSCRIBE", "Event: presence")).startsWith("SIP/2.0 503 ");
        assertThat(answerTo("PUBLISH", "Event: presence")).startsWith("SIP/2.0 405 ");
        timers.advance(1);
        assertThat(answerTo("SUBSCRIBE", "Event: presence")).startsWith("SIP/2.0 405 ");
    }

    @Test
    void goesOnAsBeforeWhenTheHandlerIsBack() {
        takeSubscribes();
        handlers.remove(agent);
        takeSubscribes();

        assertThat(answerTo("SUBSCRIBE", "Event: presence")).startsWith("SIP/2.0 200 ");
    }

    @Test
    @DisplayName("N01: an event package is unknown only when all who may know it have come")
    void doesNotCallAnEventUnknownTooEarly() {
        handlers.onListening();
        takeSubscribes();

        assertThat(answerTo("SUBSCRIBE", "Event: dialog")).startsWith("SIP/2.0 503 ");
        timers.advance(GRACE);
        assertThat(answerTo("SUBSCRIBE", "Event: dialog")).startsWith("SIP/2.0 489 ");
    }

    @Test
    @DisplayName("S43: a NOTIFY of a dialog that is lost is refused at once")
    void refusesAStrayNotifyAtOnce() {
        handlers.onListening();

        assertThat(answerTo("NOTIFY", "Event: presence")).startsWith("SIP/2.0 481 ");
    }
}
