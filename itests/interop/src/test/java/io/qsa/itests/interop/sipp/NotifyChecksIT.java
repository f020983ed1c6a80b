package io.qsa.itests.interop.sipp;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.itests.Recorder;
import io.qsa.itests.peer.Scenario;
import io.qsa.itests.peer.Sipp;
import io.qsa.itests.peer.Step;

import static io.qsa.itests.peer.Step.accept;
import static io.qsa.itests.peer.Step.contact;
import static io.qsa.itests.peer.Step.expect;
import static io.qsa.itests.peer.Step.headers;
import static io.qsa.itests.peer.Step.pause;
import static io.qsa.itests.peer.Step.sendAgain;
import static io.qsa.itests.peer.Step.sendNotify;
import static io.qsa.itests.peer.Step.tell;
import static org.assertj.core.api.Assertions.assertThat;

/** Invalid NOTIFYs. A refused one has no effect, and the subscription continues. */
class NotifyChecksIT extends SippTest {
    private static final String EVENT = "Event: presence";
    private static final String STATE = "Subscription-State: active;expires=600";
    private static final String PIDF = "Content-Type: application/pidf+xml";

    /** S54: a number below the last one is refused, a gap is none of our business. */
    @Test
    void aLowerCseqIsRefused() throws Exception {
        Sipp server = sipp(Scenario.of(
                accept(600),
                tell(10, ACTIVE, "tenth"),
                sendNotify(9, ACTIVE, "ninth"),
                expect(500),
                tell(4000, ACTIVE, "last")));

        Recorder bob = bobWatchesAliceAt(server);

        bob.awaitText("last");
        server.awaitSuccess();
        assertThat(bob.heard()).noneMatch(n -> Recorder.textOf(n).contains("ninth"));
    }

    /** S55: a retransmitted NOTIFY gets its answer again and is delivered once. */
    @Test
    void aRepeatedNotifyIsHeardOnce() throws Exception {
        Sipp server = sipp(Scenario.of(
                accept(600),
                tell(1, ACTIVE, "twice"),
                sendAgain(1, ACTIVE, "twice"),
                expect(200),
                tell(2, ACTIVE, "last")));

        Recorder bob = bobWatchesAliceAt(server);

        bob.awaitText("last");
        server.awaitSuccess();
        assertThat(bob.heard())
                .filteredOn(n -> Recorder.textOf(n).contains("twice"))
                .hasSizeLessThanOrEqualTo(1);
    }

    /** S41, S44, S45, S57, S102, S103, X12, X13: each fault has its code, in the first NOTIFY as well as in a later one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "489 | no Event",
                "489 | Event: weather",
                "400 | Event: presence / Event: presence",
                "400 | no Subscription-State",
                "400 | Subscription-State: active / Subscription-State: terminated",
                "400 | Subscription-State: active;expires=1;expires=600",
                "400 | Subscription-State: active, terminated",
                "400 | Contact: <tel:+43123>",
                "400 | Contact: *",
                "400 | Contact: <sip:[local_ip]:[local_port]>, <sip:[local_ip]:[local_port]>",
                "400 | Call-ID: another",
                "400 | CSeq: 9 NOTIFY",
                "400 | From: <sip:alice@example.test>;tag=another",
                "400 | Content-Type: application/pidf+xml / Content-Type: application/pidf+xml",
                "415 | Content-Type: text/plain",
                "415 | no Content-Type",
                "415 | Content-Encoding: gzip",
            })
    void aFaultIsRefused(int code, String fault) throws Exception {
        List<String> fields = faulty(fault);
        String headers = String.join("\n", fields);
        Sipp server = sipp(Scenario.of(
                accept(600),
                sendNotify(1, Step.TAG, headers, "of the fault"),
                expect(code),
                tell(2, ACTIVE, "before"),
                sendNotify(3, Step.TAG, headers, "of the fault"),
                expect(code),
                tell(4, ACTIVE, "after")));

        Recorder bob = bobWatchesAliceAt(server);

        bob.awaitText("after");
        server.awaitSuccess();
        assertThat(bob.heard()).noneMatch(n -> Recorder.textOf(n).contains("of the fault"));
        assertThat(server.trace().subscribes()).hasSize(1);
    }

    /** S102: without a Contact there is no dialog; in a later NOTIFY none is needed. */
    @Test
    void theFirstNotifyNeedsAContact() throws Exception {
        String bare = headers(ACTIVE, "bare");
        Sipp server = sipp(Scenario.of(
                accept(600),
                sendNotify(1, Step.TAG, bare, "refused"),
                expect(400),
                tell(2, ACTIVE, "at first"),
                sendNotify(3, Step.TAG, bare, "bare"),
                expect(200)));

        Recorder bob = bobWatchesAliceAt(server);

        bob.awaitText("bare");
        server.awaitSuccess();
        assertThat(bob.heard()).noneMatch(n -> Recorder.textOf(n).contains("refused"));
    }

    /** S46, S47, S48: the token is read as a token, whatever its case and its parameters. */
    @ParameterizedTest
    @ValueSource(
            strings = {"ACTIVE;expires=600", "active;reason=terminated;expires=600", "Active ; Expires = 600;x=\"a;b\""
            })
    void theStateIsReadAsAToken(String state) throws Exception {
        Sipp server = sipp(Scenario.of(accept(600), tell(1, state, "here")));

        Recorder bob = bobWatchesAliceAt(server);

        bob.awaitText("here");
        server.awaitSuccess();
        bob.assertNoEnd();
    }

    /** S58, S132: a NOTIFY without a body updates the status, and the document is kept, but stale. */
    @Test
    void anEmptyNotifyKeepsTheDocument() throws Exception {
        Sipp server = sipp(Scenario.of(
                accept(600), tell(1, ACTIVE, "with a body"), pause(300), tell(2, "active;expires=500", "")));

        Recorder bob = bobWatchesAliceAt(server);

        server.awaitSuccess();
        bob.await(
                "a document that is stale",
                n -> n.isStale() && Recorder.textOf(n).contains("with a body"));
        bob.assertNoEnd();
    }

    /** The header fields of a good NOTIFY, one of them left out, replaced or doubled; a new one is added. */
    private static List<String> faulty(String fault) {
        List<String> good = List.of(contact(), EVENT, STATE, PIDF);
        String name = fault.replaceFirst("^no ", "").replaceFirst(":.*$", "");
        List<String> rest =
                good.stream().filter(line -> !line.startsWith(name + ":")).toList();
        if (fault.startsWith("no ")) {
            return rest;
        }
        return Stream.concat(rest.stream(), Arrays.stream(fault.split(" / "))).toList();
    }
}
