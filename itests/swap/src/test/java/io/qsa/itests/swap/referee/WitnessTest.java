package io.qsa.itests.swap.referee;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import io.qsa.Document;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.itests.peer.Pidf;
import io.qsa.itests.swap.Bundles;

import static org.assertj.core.api.Assertions.assertThat;

/** A referee that finds nothing must be one that can. */
class WitnessTest {
    private static final String RECORD = "sip:alice@example.test";
    private static final int NEWEST = 9;

    private final Story story = new Story();
    private final Witness witness = new Witness("bob", RECORD, false, story, record -> NEWEST);
    private final FakeSubscription subscription = new FakeSubscription();

    @Test
    void hasNothingAgainstAHandOver() {
        hear(fresh("presence_b2b", 3));
        hear(n -> fresh("presence_b2b", 5).apply(n).sequence(4).conflated(2));
        hear(n -> fresh("pa", 4).apply(n).sequence(5));
        hear(n -> fresh("pa", 4).apply(n).sequence(6).from("qsa").stale());
        hear(n -> fresh("presence_b2b", 5).apply(n).sequence(7));

        assertThat(story.isClean()).as(story::report).isTrue();
    }

    @Test
    void findsANotificationThatIsLost() {
        hear(fresh("pa", 1));
        hear(n -> fresh("pa", 2).apply(n).sequence(3));
        assertFound("not the one after #1");
    }

    @Test
    void findsACountOfConflatedOnesThatIsWrong() {
        hear(fresh("pa", 1));
        hear(n -> fresh("pa", 2).apply(n).sequence(2).conflated(1));
        assertFound("not the one after #1");
    }

    @Test
    void findsAVersionThatGoesBackWithinOneNotifier() {
        hear(fresh("pa", 4));
        hear(n -> fresh("presence_b2b", 2).apply(n).sequence(2));
        assertThat(story.isClean()).isTrue();
        hear(n -> fresh("pa", 3).apply(n).sequence(3));
        assertFound("back from version 4");
    }

    @Test
    void findsAVersionThatNeverWas() {
        hear(fresh("pa", NEWEST + 1));
        assertFound("a version that never was");
    }

    @Test
    void findsADocumentThatIsGone() {
        hear(fresh("pa", 1));
        hear(n -> n.sequence(2).status(Status.ACTIVE).from("pa"));
        assertFound("the document is gone");
    }

    @Test
    void findsADocumentOfSomebodyElse() {
        hear(n -> n.status(Status.ACTIVE).from("pa").document(document("sip:carol@example.test", 1)));
        assertFound("a document of somebody else");
    }

    @Test
    void findsAStaleDocumentThatWasNotTheLastOne() {
        hear(fresh("pa", 2));
        hear(n -> fresh("pa", 1).apply(n).sequence(2).from("qsa").stale());
        assertFound("a stale document that is not version 2");
    }

    @Test
    void findsAnEndThatNothingExplains() {
        hear(n -> n.status(Status.TERMINATED).from("presence_b2b"));
        assertFound("a status that nothing explains");
    }

    @Test
    void findsARejectionThatNothingExplains() {
        hear(n -> n.status(Status.REJECTED).from("presence_b2b"));
        assertFound("a status that nothing explains");
    }

    @Test
    void findsAStatusThatGoesAway() {
        hear(fresh("pa", 1));
        hear(n -> fresh("pa", 1).apply(n).sequence(2).status(Status.PENDING));
        assertFound("a status that nothing explains");
    }

    @Test
    void acceptsTheEndOfTheServiceWhereItsBundleStops() {
        UnaryOperator<FakeNotification> end =
                n -> n.status(Status.TERMINATED).from("qsa").reason(Reason.of(Reason.SERVICE_STOPPED, ""));
        story.disturbing(Bundles.BROKER);
        hear(end);
        assertThat(story.isClean()).isTrue();
    }

    @Test
    void findsTheEndOfAServiceThatNobodyStopped() {
        hear(n -> n.status(Status.TERMINATED).from("qsa").reason(Reason.of(Reason.SERVICE_STOPPED, "")));
        assertFound("a status that nothing explains");
    }

    @Test
    void findsCallsThatOverlap() {
        FakeNotification second =
                fresh("pa", 2).apply(new FakeNotification(subscription)).sequence(2);
        subscription.whenAsked(() -> witness.onNotification(second));
        hear(fresh("pa", 1));
        assertFound("calls overlap");
    }

    @Test
    void findsALatestThatIsBehind() {
        hear(fresh("pa", 1));
        witness.onNotification(
                fresh("pa", 2).apply(new FakeNotification(subscription)).sequence(2));
        assertFound("latest() is behind");
    }

    private void hear(UnaryOperator<FakeNotification> told) {
        FakeNotification notification = told.apply(new FakeNotification(subscription));
        subscription.accept(notification);
        witness.onNotification(notification);
    }

    private static UnaryOperator<FakeNotification> fresh(String notifier, int version) {
        return n -> n.status(Status.ACTIVE).from(notifier).document(document(RECORD, version));
    }

    private static Document document(String record, int version) {
        byte[] pidf = Pidf.open(record, "v" + version).getBytes(StandardCharsets.UTF_8);
        return Document.of(Pidf.TYPE, pidf);
    }

    private void assertFound(String what) {
        assertThat(story.isClean()).isFalse();
        assertThat(story.report()).contains(what);
    }
}
