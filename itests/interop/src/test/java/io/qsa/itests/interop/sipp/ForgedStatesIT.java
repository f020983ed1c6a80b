package io.qsa.itests.interop.sipp;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.Status;
import io.qsa.itests.Recorder;
import io.qsa.itests.peer.Scenario;
import io.qsa.itests.peer.SipClient;
import io.qsa.itests.peer.SipText;
import io.qsa.itests.peer.Sipp;
import io.qsa.itests.peer.SippTrace.Seen;
import io.qsa.itests.peer.Step;

import static io.qsa.itests.peer.Step.accept;
import static io.qsa.itests.peer.Step.answer;
import static io.qsa.itests.peer.Step.contact;
import static io.qsa.itests.peer.Step.pause;
import static io.qsa.itests.peer.Step.subscribe;
import static io.qsa.itests.peer.Step.tell;
import static org.assertj.core.api.Assertions.assertThat;

/** States and times that make no sense, or that the notifier did not send. */
class ForgedStatesIT extends SippTest {
    /** X6, C17: whatever number it grants, there is neither a storm of refreshes nor a refresh too late. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "2147483648", "4294967295", "18446744073709551616", "-1", "1e9", "9 9", ""})
    void absurdTimesAreNone(String expires) throws Exception {
        Sipp server = sipp(Scenario.of(
                answer("200 OK", contact(), "Expires: " + expires),
                tell(1, "active;expires=" + expires.replace(" ", ""), "here"),
                pause(2500)));

        Recorder bob = bobWatchesAliceAt(server);

        bob.awaitText("here");
        server.awaitSuccess();
        assertThat(server.trace().subscribes()).hasSize(1);
    }

    /** X6, S86: a very short life is refreshed before its end, and not at once. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5})
    void shortTimesAreRefreshedInTime(int seconds) throws Exception {
        Sipp server = sipp(Scenario.of(
                accept(seconds), tell(1, "active", "here"), subscribe(), accept(600), tell(2, ACTIVE, "refreshed")));

        Recorder bob = bobWatchesAliceAt(server);

        bob.awaitText("refreshed");
        server.awaitSuccess();
        List<Seen> subscribes = server.trace().subscribes();
        assertThat(subscribes.get(1).after(subscribes.get(0)))
                .isBetween(Duration.ofMillis(400), Duration.ofSeconds(seconds).plusMillis(500));
    }

    /** X22: an attacker who knows the dialog can end it, and it is back in a moment. */
    @Test
    void aForgedEndHeals() throws Exception {
        Sipp server = sipp(Scenario.of(accept(600), tell(1, ACTIVE, "before"), pause(3000))
                .then(accept(600), tell(1, ACTIVE, "after")));
        Recorder bob = bobWatchesAliceAt(server);
        bob.awaitText("before");

        SipText victim = server.trace().subscribes().get(0).text();
        try (SipClient forger = new SipClient(bed().sipPort())) {
            String forged = forger.message(
                            "NOTIFY",
                            victim.header("Contact").replaceAll("^[^<]*<|>.*$", ""),
                            "Event: presence\nSubscription-State: terminated;reason=timeout",
                            "")
                    .replaceFirst("From: [^\r]*", "From: " + victim.header("To") + ";tag=" + Step.TAG)
                    .replaceFirst("To: [^\r]*", "To: " + victim.header("From"))
                    .replaceFirst("Call-ID: [^\r]*", "Call-ID: " + victim.header("Call-ID"))
                    .replaceFirst("CSeq: [^\r]*", "CSeq: 2 NOTIFY");
            forger.exchange(forged);
        }

        bob.awaitText("after");
        server.awaitSuccess();
        bob.assertNoEnd();
        assertThat(bob.heard()).filteredOn(n -> n.status() == Status.PENDING).hasSizeLessThanOrEqualTo(1);
    }
}
