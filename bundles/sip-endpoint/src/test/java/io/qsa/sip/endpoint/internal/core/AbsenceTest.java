package io.qsa.sip.endpoint.internal.core;

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.sip.RequestHandler;

import static org.assertj.core.api.Assertions.assertThat;

/** The answer to a request without a handler: not registered yet, restarting, or none at all. */
class AbsenceTest {
    private static final long GRACE = 30_000;

    private final ReceiverRig rig = new ReceiverRig(Map.of());
    private final RequestHandler agent = incoming -> {
        boolean isOurs =
                incoming.request().header("Event").filter("presence"::equals).isPresent();
        if (isOurs) {
            incoming.respond(200);
        }
        return isOurs;
    };

    private void takeSubscribes() {
        rig.handlers.put(agent, Set.of("SUBSCRIBE"), Set.of("presence"), 0);
    }

    private String answerTo(String method, String... headers) {
        rig.receive(ReceiverRig.request(method, headers));
        return rig.transport.sent.get(rig.transport.sent.size() - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUBSCRIBE", "PUBLISH", "MESSAGE"})
    void asksForAnotherTryWhileHandlersBeginToCome(String method) {
        rig.handlers.onListening();
        rig.timers.advance(GRACE - 1);

        assertThat(answerTo(method, "Event: presence"))
                .startsWith("SIP/2.0 503 ")
                .contains("\r\nRetry-After: 2\r\n");
    }

    @Test
    @DisplayName("S62: answers a method that nobody handles with 405 and what there is")
    void refusesWhatNobodyHasComeFor() {
        rig.handlers.onListening();
        takeSubscribes();
        rig.timers.advance(GRACE);

        assertThat(answerTo("MESSAGE")).startsWith("SIP/2.0 405 ").contains("\r\nAllow: OPTIONS, SUBSCRIBE\r\n");
    }

    @Test
    void asksForAnotherTryForAWhileAfterAHandlerHasGone() {
        rig.handlers.onListening();
        takeSubscribes();
        rig.timers.advance(GRACE);
        rig.handlers.remove(agent);
        rig.timers.advance(GRACE - 1);

        assertThat(answerTo("SUBSCRIBE", "Event: presence")).startsWith("SIP/2.0 503 ");
        assertThat(answerTo("PUBLISH", "Event: presence")).startsWith("SIP/2.0 405 ");
        rig.timers.advance(1);
        assertThat(answerTo("SUBSCRIBE", "Event: presence")).startsWith("SIP/2.0 405 ");
    }

    @Test
    void goesOnAsBeforeWhenTheHandlerIsBack() {
        takeSubscribes();
        rig.handlers.remove(agent);
        takeSubscribes();

        assertThat(answerTo("SUBSCRIBE", "Event: presence")).startsWith("SIP/2.0 200 ");
    }

    @Test
    @DisplayName("N01: an event package is unknown only when all who may know it have come")
    void doesNotCallAnEventUnknownTooEarly() {
        rig.handlers.onListening();
        takeSubscribes();

        assertThat(answerTo("SUBSCRIBE", "Event: dialog")).startsWith("SIP/2.0 503 ");
        rig.timers.advance(GRACE);
        assertThat(answerTo("SUBSCRIBE", "Event: dialog")).startsWith("SIP/2.0 489 ");
    }

    @Test
    @DisplayName("S43: a NOTIFY of a dialog that is lost is refused at once")
    void refusesAStrayNotifyAtOnce() {
        rig.handlers.onListening();

        assertThat(answerTo("NOTIFY", "Event: presence")).startsWith("SIP/2.0 481 ");
    }
}
