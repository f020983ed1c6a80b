package io.qsa.itests.interop.sipp;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.Notification;
import io.qsa.Status;
import io.qsa.itests.Recorder;
import io.qsa.itests.peer.Scenario;
import io.qsa.itests.peer.Sipp;
import io.qsa.itests.peer.SippTrace.Seen;

import static io.qsa.itests.peer.Step.accept;
import static io.qsa.itests.peer.Step.answer;
import static io.qsa.itests.peer.Step.contact;
import static io.qsa.itests.peer.Step.pause;
import static io.qsa.itests.peer.Step.subscribe;
import static io.qsa.itests.peer.Step.tell;
import static org.assertj.core.api.Assertions.assertThat;

/** Answers to the first SUBSCRIBE. */
class AnswersIT extends SippTest {
    /** S07, S30, S34: the listener gets the code, and no SUBSCRIBE is sent before Retry-After. */
    @ParameterizedTest
    @ValueSource(strings = {"404 Not Found", "480 Away", "486 Busy", "500 Oops", "503 Overload", "600 Busy", "603 No"})
    void anErrorIsTriedAgainNotBeforeRetryAfter(String status) throws Exception {
        Sipp server = sipp(Scenario.of(answer(status, "Retry-After: 3 (come back);duration=60"), pause(1500))
                .then(accept(600), tell(1, ACTIVE, "at last")));

        Recorder bob = bobWatchesAliceAt(server);
        Notification refused = bob.await(status, n -> n.reason().code().isPresent());

        bob.awaitText("at last");
        server.awaitSuccess();
        assertThat(status).startsWith("" + refused.reason().code().getAsInt());
        assertThat(refused.status()).isEqualTo(Status.PENDING);
        assertThat(refused.reason().retryAt()).isPresent();
        assertAskedAnew(server, Duration.ofSeconds(3));
    }

    /** S14, S29, S35: a permanent failure is not retried. */
    @ParameterizedTest
    @ValueSource(strings = {"406 Not Acceptable", "415 Unsupported", "420 Bad Extension", "489 Bad Event"})
    void aRefusalForGoodIsNotTriedAgain(String status) throws Exception {
        Sipp server = sipp(Scenario.of(answer(status), pause(2500)));

        Recorder bob = bobWatchesAliceAt(server);

        assertThat(bob.await(Status.TERMINATED).reason().code()).isPresent();
        server.awaitSuccess();
        assertThat(server.trace().subscribes()).hasSize(1);
    }

    /** S25: one more attempt, with the expiry that the server demands. */
    @Test
    void moreTimeIsAskedForWhereLessIsRefused() throws Exception {
        Sipp server = sipp(Scenario.of(
                answer("423 Interval Too Brief", "Min-Expires: 7200"),
                subscribe(),
                accept(7200),
                tell(1, ACTIVE, "for long")));

        Recorder bob = bobWatchesAliceAt(server);

        bob.awaitText("for long");
        server.awaitSuccess();
        List<Seen> subscribes = server.trace().subscribes();
        assertThat(subscribes.get(1).text().header("Expires")).isEqualTo("7200");
        assertThat(subscribes.get(1).text().header("CSeq")).isEqualTo("2 SUBSCRIBE");
    }

    /** S25: without Min-Expires, or with one that is too long or shorter, it is an error like others. */
    @ParameterizedTest
    @ValueSource(strings = {"Min-Expires: 4294967295", "Min-Expires: 1", "Min-Expires: soon", "Subject: none"})
    void a423WithoutAUsableTimeIsAnError(String header) throws Exception {
        Sipp server = sipp(
                Scenario.of(answer("423 Interval Too Brief", header)).then(accept(600), tell(1, ACTIVE, "at last")));

        Recorder bob = bobWatchesAliceAt(server);

        bob.awaitText("at last");
        server.awaitSuccess();
        assertThat(bob.heard()).anyMatch(n -> n.reason().code().orElse(0) == 423);
        assertAskedAnew(server, Duration.ofSeconds(1));
    }

    /** S26: the Contacts of a 3xx are tried by their q, in the same call, and none twice. */
    @Test
    void redirectionsAreFollowedByTheirOrder() throws Exception {
        Sipp server = sipp(Scenario.of(
                answer("302 Moved", contactsOf("bad;q=0.2", "worse;q=0.1", "best;q=0.9", "alice")),
                subscribe(),
                answer("301 Moved", contactsOf("better;q=0.5", "best")),
                subscribe(),
                answer("404 Not Found"),
                subscribe(),
                answer("404 Not Found"),
                subscribe(),
                accept(600),
                tell(1, ACTIVE, "found")));

        Recorder bob = bobWatchesAliceAt(server);

        bob.awaitText("found");
        server.awaitSuccess();
        assertThat(targets(server)).containsExactly("alice", "best", "better", "bad", "worse");
    }

    /** S26, X28: two servers that redirect to each other are tried once each. */
    @Test
    void aLoopOfRedirectionsComesToAnEnd() throws Exception {
        Sipp server = sipp(Scenario.of(
                        answer("302 Moved", contactsOf("twin")), subscribe(), answer("302 Moved", contactsOf("alice")))
                .then(accept(600), tell(1, ACTIVE, "at last")));

        Recorder bob = bobWatchesAliceAt(server);

        bob.awaitText("at last");
        server.awaitSuccess();
        assertThat(bob.heard()).anyMatch(n -> n.reason().code().orElse(0) == 302);
        assertThat(targets(server)).containsExactly("alice", "twin", "alice");
    }

    /** S26: five redirections are enough. */
    @Test
    void aChainOfRedirectionsComesToAnEnd() throws Exception {
        Sipp server = sipp(Scenario.of(
                        answer("302 Moved", contactsOf("a")),
                        subscribe(),
                        answer("302 Moved", contactsOf("b")),
                        subscribe(),
                        answer("302 Moved", contactsOf("c")),
                        subscribe(),
                        answer("302 Moved", contactsOf("d")),
                        subscribe(),
                        answer("302 Moved", contactsOf("e")),
                        subscribe(),
                        answer("302 Moved", contactsOf("f")))
                .then(accept(600), tell(1, ACTIVE, "at last")));

        Recorder bob = bobWatchesAliceAt(server);

        bob.awaitText("at last");
        server.awaitSuccess();
        assertThat(targets(server)).containsExactly("alice", "a", "b", "c", "d", "e", "alice");
    }

    /** S37, S06: a provisional answer is no answer, and 202 is as good as 200. */
    @Test
    void aProvisionalAnswerIsWaitedOut() throws Exception {
        Sipp server = sipp(Scenario.of(
                answer("100 Trying"),
                pause(500),
                answer("202 Accepted", contact(), "Expires: 600"),
                tell(1, ACTIVE, "here")));

        Recorder bob = bobWatchesAliceAt(server);

        bob.awaitText("here");
        server.awaitSuccess();
    }

    /** A Contact header for users at this server, each with its parameters. */
    private static String contactsOf(String... users) {
        StringBuilder header = new StringBuilder("Contact: ");
        for (String user : users) {
            String[] parts = user.split(";");
            header.append(header.length() > 10 ? ", " : "")
                    .append("<sip:" + parts[0] + "@[local_ip]:[local_port]>")
                    .append(parts.length > 1 ? ";" + parts[1] : "");
        }
        return header.toString();
    }

    /** The users whose Request-URIs SIPp saw. */
    private static List<String> targets(Sipp server) {
        return server.trace().subscribes().stream()
                .map(seen -> seen.text().startLine().replaceAll("^SUBSCRIBE sip:(\\w+)@.*$", "$1"))
                .toList();
    }
}
