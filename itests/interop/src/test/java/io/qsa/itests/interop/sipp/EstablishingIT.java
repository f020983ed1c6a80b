package io.qsa.itests.interop.sipp;

import org.junit.jupiter.api.Test;

import io.qsa.Status;
import io.qsa.itests.Recorder;
import io.qsa.itests.peer.Scenario;
import io.qsa.itests.peer.Sipp;

import static io.qsa.itests.peer.Step.accept;
import static io.qsa.itests.peer.Step.answerAs;
import static io.qsa.itests.peer.Step.contact;
import static io.qsa.itests.peer.Step.expect;
import static io.qsa.itests.peer.Step.headers;
import static io.qsa.itests.peer.Step.pause;
import static io.qsa.itests.peer.Step.sendNotify;
import static io.qsa.itests.peer.Step.tell;
import static org.assertj.core.api.Assertions.assertThat;

/** Answers and first NOTIFYs, in every order. */
class EstablishingIT extends SippTest {
    /** S40: the state of a NOTIFY that overtakes the 2xx is delivered, and the 2xx that follows changes nothing. */
    @Test
    void aNotifyBeforeTheAnswerIsTaken() throws Exception {
        Sipp server = sipp(Scenario.of(tell(1, ACTIVE, "early"), pause(1000), accept(600), pause(500)));

        Recorder bob = bobWatchesAliceAt(server);

        bob.awaitText("early");
        server.awaitSuccess();
        bob.awaitText("early");
        assertThat(server.trace().subscribes()).hasSize(1);
    }

    /** S51: the second fork is refused, and its state is not heard. */
    @Test
    void aSecondForkIsRefused() throws Exception {
        Sipp server = sipp(Scenario.of(
                accept(600),
                tell(1, ACTIVE, "at first"),
                sendNotify(1, "fork", contact() + "\n" + headers(ACTIVE, "of the fork"), "of the fork"),
                expect(481),
                tell(2, ACTIVE, "at last")));

        Recorder bob = bobWatchesAliceAt(server);

        bob.awaitText("at last");
        server.awaitSuccess();
        assertThat(bob.heard()).noneMatch(n -> Recorder.textOf(n).contains("of the fork"));
    }

    /** S89, S80: accepted, but no NOTIFY until Timer N fires: subscribed again with another Call-ID. */
    @Test
    void withoutANotifyThereIsNoSubscription() throws Exception {
        Sipp server = sipp(Scenario.of(accept(600)).then(accept(600), tell(1, ACTIVE, "after all")));

        Recorder bob = bobWatchesAliceAt(server);

        bob.awaitText("after all");
        server.awaitSuccess();
    }

    /** S38: the 2xx has another tag than the NOTIFY, which is the one that counts. */
    @Test
    void anAnswerOfAnotherForkIsNoError() throws Exception {
        Sipp server = sipp(Scenario.of(
                answerAs("another", "200 OK", contact(), "Expires: 600"),
                tell(1, ACTIVE, "from here"),
                tell(2, ACTIVE, "from here again")));

        Recorder bob = bobWatchesAliceAt(server);

        bob.awaitText("from here again");
        server.awaitSuccess();
        assertThat(bob.heard()).noneMatch(n -> n.status() == Status.TERMINATED);
    }
}
