package io.qsa.itests.interop.sipp;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.qsa.Subscription;
import io.qsa.itests.Recorder;
import io.qsa.itests.peer.Scenario;
import io.qsa.itests.peer.Sipp;
import io.qsa.itests.peer.SippTrace.Seen;
import io.qsa.itests.peer.Step;

import static io.qsa.itests.peer.Step.accept;
import static io.qsa.itests.peer.Step.answer;
import static io.qsa.itests.peer.Step.contact;
import static io.qsa.itests.peer.Step.expect;
import static io.qsa.itests.peer.Step.pause;
import static io.qsa.itests.peer.Step.sendNotify;
import static io.qsa.itests.peer.Step.subscribe;
import static io.qsa.itests.peer.Step.tell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The handle is closed, at a good moment or at a bad one. */
class UnsubscribingIT extends SippTest {
    private static final String END = "terminated;reason=timeout";

    private final Recorder bob = new Recorder();

    /** S92, S98, S96: one SUBSCRIBE with Expires: 0, and the last NOTIFY is not delivered. */
    @Test
    void closingEndsTheSubscription() throws Exception {
        Sipp server = sipp(Scenario.of(
                accept(600),
                tell(1, ACTIVE, "here"),
                subscribe(),
                accept(0),
                tell(2, END, "the last word"),
                pause(500)));

        Subscription subscription = watch(server.uriOf("alice"), bob);
        bob.awaitText("here");
        subscription.close();

        server.awaitSuccess();
        assertEndedOnce(server, 2);
        assertThat(bob.heard()).noneMatch(n -> Recorder.textOf(n).contains("the last word"));
    }

    /** S94: nothing is sent while the first SUBSCRIBE waits for its answer, and no CANCEL ever. */
    @Test
    void closingWaitsForTheFirstAnswer() throws Exception {
        Sipp server = sipp(Scenario.of(
                pause(1500), accept(600), tell(1, ACTIVE, "too late"), subscribe(), accept(0), tell(2, END, "")));

        Subscription subscription = watch(server.uriOf("alice"), bob);
        awaitSubscribes(server, 1);
        subscription.close();

        server.awaitSuccess();
        assertEndedOnce(server, 2);
        assertThat(bob.heard()).isEmpty();
    }

    /** S94, S07: an answer that refuses leaves nothing to end. */
    @Test
    void closingBeforeARefusalSendsNothing() throws Exception {
        Sipp server = sipp(Scenario.of(pause(1000), answer("404 Not Found"), pause(1500)));

        Subscription subscription = watch(server.uriOf("alice"), bob);
        awaitSubscribes(server, 1);
        subscription.close();

        server.awaitSuccess();
        assertThat(server.trace().subscribes()).hasSize(1);
        assertThat(bob.heard()).isEmpty();
    }

    /** S95, S107: a refresh that is on its way is waited for, and then there is one end. */
    @Test
    void closingWaitsForARefresh() throws Exception {
        Sipp server = sipp(Scenario.of(
                accept(6),
                tell(1, "active;expires=6", "here"),
                subscribe(),
                pause(700),
                accept(6),
                tell(2, "active;expires=6", "too late"),
                subscribe(),
                accept(0),
                tell(3, END, ""),
                pause(500)));

        Subscription subscription = watch(server.uriOf("alice"), bob);
        awaitSubscribes(server, 2);
        subscription.close();

        server.awaitSuccess();
        assertEndedOnce(server, 3);
        assertThat(bob.heard()).noneMatch(n -> Recorder.textOf(n).contains("too late"));
    }

    /** S96: a NOTIFY in flight when the handle was closed is answered, and not delivered. */
    @Test
    void aNotifyThatCrossesTheEndIsNotHeard() throws Exception {
        Sipp server = sipp(Scenario.of(
                accept(600),
                tell(1, ACTIVE, "here"),
                subscribe(),
                tell(2, ACTIVE, "crossing"),
                accept(0),
                tell(3, ACTIVE, "late"),
                tell(4, END, "")));

        Subscription subscription = watch(server.uriOf("alice"), bob);
        bob.awaitText("here");
        subscription.close();

        server.awaitSuccess();
        assertThat(bob.heard()).allMatch(n -> Recorder.textOf(n).contains("here"));
    }

    /** S93, S43: without a last NOTIFY it has ended after wait_for_term_notify, and a later NOTIFY gets 481. */
    @Test
    void withoutALastNotifyItIsOverSomeTime() throws Exception {
        Sipp server = sipp(Scenario.of(
                accept(600),
                tell(1, ACTIVE, "here"),
                subscribe(),
                accept(0),
                pause(8000),
                sendNotify(2, END, ""),
                expect(481)));

        Subscription subscription = watch(server.uriOf("alice"), bob);
        bob.awaitText("here");
        subscription.close();

        server.awaitSuccess();
        assertEndedOnce(server, 2);
    }

    /** S92: a notifier that has forgotten the subscription has ended it too. */
    @Test
    void anEndThatTheNotifierDoesNotKnowIsAnEnd() throws Exception {
        Sipp server = sipp(Scenario.of(
                accept(600),
                tell(1, ACTIVE, "here"),
                subscribe(),
                answer("481 Gone"),
                pause(1000),
                sendNotify(2, Step.TAG, contact() + "\n" + Step.headers(ACTIVE, "") + "\nSubject: stray", ""),
                expect(481)));

        Subscription subscription = watch(server.uriOf("alice"), bob);
        bob.awaitText("here");
        subscription.close();

        server.awaitSuccess();
        assertEndedOnce(server, 2);
    }

    private static void awaitSubscribes(Sipp server, int count) {
        await().until(() -> server.trace().subscribes().size() == count);
    }

    /** There were so many SUBSCRIBEs, of which only the last one ends the subscription, and no other request. */
    private static void assertEndedOnce(Sipp server, int count) {
        List<Seen> subscribes = server.trace().subscribes();
        assertThat(subscribes).hasSize(count);
        for (int i = 0; i < count; i++) {
            boolean last = i == count - 1;
            assertThat(subscribes.get(i).text().header("Expires").equals("0"))
                    .as("SUBSCRIBE %s of%s", i, server.trace())
                    .isEqualTo(last);
        }
        assertThat(server.trace().toString()).doesNotContain("CANCEL");
    }
}
