package io.qsa.itests.interop.sipp;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.Status;
import io.qsa.itests.Recorder;
import io.qsa.itests.peer.Scenario;
import io.qsa.itests.peer.SipText;
import io.qsa.itests.peer.Sipp;
import io.qsa.itests.peer.SippTrace.Seen;
import io.qsa.itests.peer.Step;

import static io.qsa.itests.peer.Step.accept;
import static io.qsa.itests.peer.Step.answer;
import static io.qsa.itests.peer.Step.expect;
import static io.qsa.itests.peer.Step.headers;
import static io.qsa.itests.peer.Step.pause;
import static io.qsa.itests.peer.Step.sendNotify;
import static io.qsa.itests.peer.Step.subscribe;
import static io.qsa.itests.peer.Step.tell;
import static org.assertj.core.api.Assertions.assertThat;

/** Refreshes, and the responses of a notifier. */
class RefreshingIT extends SippTest {
    /** S01, S03, S42, S56, S85: a refresh stays in its dialog and is sent to the target of the last NOTIFY. */
    @Test
    void aRefreshStaysInItsDialog() throws Exception {
        String moved = "Contact: <sip:moved@[local_ip]:[local_port]>\n" + headers("active", "moved");
        Sipp server = sipp(Scenario.of(
                accept(4),
                tell(1, "active;expires=4", "here"),
                sendNotify(2, Step.TAG, moved, "moved"),
                expect(200),
                subscribe(),
                accept(600),
                tell(3, ACTIVE, "refreshed")));

        Recorder bob = bobWatchesAliceAt(server);

        bob.awaitText("refreshed");
        server.awaitSuccess();
        List<Seen> subscribes = server.trace().subscribes();
        SipText first = subscribes.get(0).text();
        SipText refresh = subscribes.get(1).text();
        assertThat(refresh.startLine()).startsWith("SUBSCRIBE sip:moved@");
        assertThat(refresh.header("Call-ID")).isEqualTo(first.header("Call-ID"));
        assertThat(refresh.header("From")).isEqualTo(first.header("From"));
        assertThat(refresh.header("To")).endsWith(";tag=" + Step.TAG);
        assertThat(refresh.header("CSeq")).isEqualTo("2 SUBSCRIBE");
        assertThat(refresh.headers("Event")).containsExactly("presence");
        assertThat(subscribes.get(1).after(subscribes.get(0))).isLessThan(Duration.ofSeconds(4));
        assertThat(bob.heard()).allMatch(n -> n.status() == Status.ACTIVE);
    }

    /** S87, S80: the notifier has lost the subscription, and a new one is made at once. */
    @ParameterizedTest
    @ValueSource(strings = {"481 Gone", "404 Not Found", "480 Away", "501 Not Implemented"})
    void aRefreshThatEndsTheSubscriptionLeadsToANewOne(String status) throws Exception {
        Sipp server = sipp(Scenario.of(accept(4), tell(1, "active;expires=4", "here"), subscribe(), answer(status))
                .then(accept(600), tell(1, ACTIVE, "back")));

        Recorder bob = bobWatchesAliceAt(server);

        bob.awaitText("back");
        server.awaitSuccess();
        assertAskedAnew(server, Duration.ZERO);
        bob.assertNoEnd();
    }

    /** S29, S87: a permanent failure is not retried. */
    @Test
    void aRefreshThatIsRefusedForGoodIsTheEnd() throws Exception {
        Sipp server = sipp(Scenario.of(
                accept(4), tell(1, "active;expires=4", "here"), subscribe(), answer("489 Bad Event"), pause(2500)));

        Recorder bob = bobWatchesAliceAt(server);

        bob.await(Status.TERMINATED);
        server.awaitSuccess();
        assertThat(server.trace().subscribes()).hasSize(2);
    }

    /**
     * S88: any other error leaves the subscription as it is; it is tried again until the expiry, not before
     * Retry-After.
     */
    @Test
    void aRefreshThatFailsIsTriedAgain() throws Exception {
        Sipp server = sipp(Scenario.of(
                accept(12),
                tell(1, "active;expires=12", "here"),
                subscribe(),
                answer("503 Overload", "Retry-After: 1"),
                subscribe(),
                accept(600),
                tell(2, ACTIVE, "still here")));

        Recorder bob = bobWatchesAliceAt(server);

        bob.awaitText("still here");
        server.awaitSuccess();
        List<Seen> subscribes = server.trace().subscribes();
        assertThat(subscribes.get(2).after(subscribes.get(1))).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(bob.heard()).allMatch(n -> n.status() == Status.ACTIVE);
    }

    /** S25: a refresh is also repeated with a longer expiry on 423. */
    @Test
    void aRefreshThatIsTooBriefAsksForMore() throws Exception {
        Sipp server = sipp(Scenario.of(
                accept(4),
                tell(1, "active;expires=4", "here"),
                subscribe(),
                answer("423 Interval Too Brief", "Min-Expires: 7200"),
                subscribe(),
                accept(7200),
                tell(2, "active;expires=7200", "for long")));

        Recorder bob = bobWatchesAliceAt(server);

        bob.awaitText("for long");
        server.awaitSuccess();
        assertThat(server.trace().subscribes().get(2).text().header("Expires")).isEqualTo("7200");
    }

    /** S88, S105, S80: refreshes without an answer end in a new subscription, and the old one is unknown then. */
    @Test
    void aSubscriptionThatRunsOutIsMadeAnew() throws Exception {
        Sipp server = sipp(Scenario.of(accept(4), tell(1, "active;expires=4", "here"), subscribe(), pause(15_000))
                .then(accept(600), tell(1, ACTIVE, "back")));

        Recorder bob = bobWatchesAliceAt(server);

        bob.awaitText("here");
        bob.await("expired", n -> n.status() == Status.PENDING);
        bob.awaitText("back");
        assertAskedAnew(server, Duration.ZERO);
        bob.assertNoEnd();
    }

    /** S90: a refresh that is accepted and followed by no NOTIFY ends the subscription when Timer N fires. */
    @Test
    void aRefreshWithoutANotifyIsNone() throws Exception {
        Sipp server = sipp(Scenario.of(accept(4), tell(1, "active;expires=4", "here"), subscribe(), accept(600))
                .then(accept(600), tell(1, ACTIVE, "back")));

        Recorder bob = bobWatchesAliceAt(server);

        bob.awaitText("back");
        server.awaitSuccess();
        assertThat(server.trace().subscribes()).hasSizeGreaterThanOrEqualTo(3);
    }

    /** S49, S104: a NOTIFY without expires does not change the expiry. */
    @Test
    void aNotifyWithoutATimePutsNothingOff() throws Exception {
        Sipp server = sipp(Scenario.of(
                accept(4),
                tell(1, "active", "here"),
                pause(700),
                tell(2, "active", "still here"),
                subscribe(),
                accept(600),
                tell(3, "active", "refreshed")));

        Recorder bob = bobWatchesAliceAt(server);

        bob.awaitText("refreshed");
        server.awaitSuccess();
        List<Seen> subscribes = server.trace().subscribes();
        assertThat(subscribes.get(1).after(subscribes.get(0))).isLessThan(Duration.ofSeconds(4));
    }
}
