package io.qsa.itests.interop.sipp;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.Notification;
import io.qsa.Status;
import io.qsa.itests.Recorder;
import io.qsa.itests.peer.Scenario;
import io.qsa.itests.peer.Sipp;
import io.qsa.itests.peer.Step;

import static io.qsa.itests.peer.Step.accept;
import static io.qsa.itests.peer.Step.pause;
import static io.qsa.itests.peer.Step.tell;
import static org.assertj.core.api.Assertions.assertThat;

/** Every way in which a notifier can end a subscription (RFC 6665 section 4.1.3). */
class EndReasonsIT extends SippTest {
    /** S70, S73, S80: subscribed again at once, whatever retry-after says. */
    @ParameterizedTest
    @ValueSource(strings = {"deactivated", "deactivated;retry-after=600", "timeout", "timeout;retry-after=600"})
    void whatMayComeBackAtOnceDoes(String reason) throws Exception {
        Sipp server = sipp(endedBy(reason).then(accepted("back")));

        Recorder bob = bobWatchesAliceAt(server);

        bob.awaitText("back");
        server.awaitSuccess();
        assertAskedAnew(server, Duration.ZERO);
        bob.assertNoEnd();
    }

    /** S71, S74, S77, S78: subscribed again, but not before retry-after. */
    @ParameterizedTest
    @ValueSource(strings = {"probation", "Probation", "giveup", "maintenance", ""})
    void whatMustWaitDoes(String reason) throws Exception {
        Sipp server = sipp(endedBy(reason + ";retry-after=3").then(accepted("back")));

        Recorder bob = bobWatchesAliceAt(server);
        Notification ended = bob.await(
                "ended", n -> n.status() == Status.PENDING && n.document().isPresent());

        bob.awaitText("back");
        server.awaitSuccess();
        assertThat(ended.reason().token()).isEqualToIgnoringCase(reason.isEmpty() ? "terminated" : reason);
        assertThat(ended.reason().retryAt()).isPresent();
        assertAskedAnew(server, Duration.ofSeconds(3));
    }

    /** S72, S75, S108: not subscribed again, and the listener gets the reason. */
    @ParameterizedTest
    @CsvSource({"rejected, REJECTED", "noresource, TERMINATED", "badfilter, TERMINATED"})
    void whatIsOverStaysOver(String reason, Status status) throws Exception {
        Sipp server = sipp(endedBy(reason));

        Recorder bob = bobWatchesAliceAt(server);

        assertThat(bob.await(status).reason().token()).isEqualTo(reason);
        server.awaitSuccess();
        assertThat(server.trace().subscribes()).hasSize(1);
    }

    /** S76: the last state remains valid. */
    @Test
    void whatNeverChangesStaysAsItIs() throws Exception {
        Sipp server = sipp(endedBy("invariant"));

        Recorder bob = bobWatchesAliceAt(server);
        Notification last = bob.await("invariant", n -> n.reason().token().equals("invariant"));

        server.awaitSuccess();
        assertThat(last.status()).isEqualTo(Status.ACTIVE);
        assertThat(Recorder.textOf(last)).contains("at first");
        assertThat(server.trace().subscribes()).hasSize(1);
    }

    /** S79: with a notifier that ends every subscription at once, the pauses grow. */
    @Test
    void aNotifierThatAlwaysEndsIsNotStormed() throws Exception {
        Step[] ended = {accept(600), tell(1, "terminated;reason=deactivated", "")};
        Sipp server = sipp(Scenario.of(ended).then(ended).then(ended).then(ended));

        bobWatchesAliceAt(server);

        server.awaitSuccess();
        var subscribes = server.trace().subscribes();
        assertThat(subscribes.get(2).after(subscribes.get(1))).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(subscribes.get(3).after(subscribes.get(2))).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    /** The first call ends with this reason; SIPp then listens for a while. */
    private static Scenario endedBy(String reason) {
        String given = reason.isEmpty() || reason.startsWith(";") ? reason : ";reason=" + reason;
        return Scenario.of(accept(600), tell(1, ACTIVE, "at first"), tell(2, "terminated" + given, ""), pause(1500));
    }

    private static Step[] accepted(String note) {
        return new Step[] {accept(600), tell(1, ACTIVE, note)};
    }
}
