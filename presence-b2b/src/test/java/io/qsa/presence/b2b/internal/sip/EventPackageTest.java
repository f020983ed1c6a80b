package io.qsa.presence.b2b.internal.sip;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.SubscriptionRequest;
import io.qsa.presence.b2b.fake.FakeEndpoint.Sent;
import io.qsa.presence.b2b.fake.FakeSubscription;
import io.qsa.presence.b2b.fake.OtherPackage;
import io.qsa.presence.b2b.fake.Peer;
import io.qsa.presence.b2b.internal.machine.State;
import io.qsa.presence.b2b.internal.metrics.B2bCounter;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** What a package decides, and its subscriptions when it is registered and unregistered. */
class EventPackageTest {
    private final Rig rig = new Rig();
    private final FakeSubscription subscription =
            new FakeSubscription("o1", SubscriptionRequest.of("other", "sip:a@example.com", "sip:b@example.com"));
    private Peer peer;

    @BeforeEach
    void goLive() {
        rig.legs.subscribe(subscription);
        accept();
        deliver("0*a");
        subscription.told();
    }

    /** Answers the pending SUBSCRIBE, with a new dialog if it is an initial one. */
    private Sent accept() {
        Sent sent = rig.endpoint.next();
        if (sent.request().to().tag().isEmpty()) {
            peer = new Peer(sent.request());
        }
        sent.answer(peer.accept(sent.request(), 3600));
        return sent;
    }

    private SipRequest notify(String body) {
        return peer.notify("active")
                .without("Event")
                .with("Event", "other")
                .withBody("text/plain", body.getBytes(StandardCharsets.UTF_8));
    }

    private int deliver(String body) {
        return rig.deliveredCode(notify(body));
    }

    private String document() {
        return subscription.document().orElseThrow().text();
    }

    private LegInfo leg() {
        return rig.legs.infos().stream()
                .filter(info -> info.id().equals("o1"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("S01 S02 S13 S110 the package says what stands in Event, Expires, Accept and Supported")
    void thePackageSaysWhatIsAskedFor() {
        rig.legs.subscribe(
                new FakeSubscription("o2", SubscriptionRequest.of("other", "sip:a@example.com", "sip:b@example.com")));
        SipRequest subscribe = rig.endpoint.next().request();

        assertThat(subscribe.header("Event")).contains("other");
        assertThat(subscribe.header("Expires")).contains("7200");
        assertThat(subscribe.header("Accept")).contains("text/plain");
        assertThat(subscribe.header("Supported")).contains("additions");
        assertThat(rig.subscribe().request().header("Supported")).isEmpty();
    }

    @Test
    @DisplayName("S110 a NOTIFY may require what its package supports, and nothing else: 420")
    void aNotifyMayRequireWhatItsPackageSupports() {
        assertThat(rig.deliveredCode(notify("1=b").with("Require", "additions")))
                .isEqualTo(200);
        SipResponse refused = rig.deliver(notify("2=c").with("Require", "additions, time-travel"));

        assertThat(refused.code()).isEqualTo(420);
        assertThat(refused.header("Unsupported")).contains("time-travel");
        assertThat(document()).isEqualTo("ab");
        assertThat(rig.counted(B2bCounter.NOTIFIES_OF_UNKNOWN_EXTENSION)).isEqualTo(1);
    }

    @Test
    @DisplayName("the reader of a dialog remembers what a partial document builds on")
    void partialDocumentsBuildOnEachOther() {
        deliver("1=b");
        deliver("2=c");

        assertThat(document()).isEqualTo("abc");
        assertThat(rig.endpoint.isQuiet()).isTrue();
    }

    @Test
    @DisplayName("a document that tells nothing new is told as a status without a document")
    void nothingNewIsAStatusOnly() {
        deliver("1=b");
        subscription.told();
        assertThat(deliver("1=x")).isEqualTo(200);

        assertThat(subscription.told()).containsExactly("ACTIVE");
        assertThat(document()).isEqualTo("ab");
    }

    @Test
    @DisplayName("a gap asks for complete state, which heals it")
    void aGapAsksForCompleteState() {
        rig.advance(60);
        assertThat(deliver("5=f")).isEqualTo(200);
        assertThat(document()).isEqualTo("a");
        rig.timers.settle();
        Sent refresh = accept();
        deliver("6*abcdefg");

        assertThat(refresh.request().to().tag()).isPresent();
        assertThat(document()).isEqualTo("abcdefg");
        assertThat(leg().state()).isEqualTo(State.CONFIRMED);
        rig.advance(60);
        assertThat(rig.endpoint.isQuiet()).isTrue();
    }

    @Test
    @DisplayName("S121 after a gap the refresh asks for all of the state, whatever it is called")
    void aGapIsNotSuppressed() {
        rig.legs.change(DialogSettings.with(PeerRules.of(1000).withConditionalRefresh(true)));
        rig.advance(60);
        rig.deliver(notify("1=b").with("SIP-ETag", "v1"));
        rig.deliver(notify("5=f").with("SIP-ETag", "v5"));
        rig.timers.settle();

        assertThat(rig.endpoint.next().request().header("Suppress-If-Match")).isEmpty();
    }

    @Test
    @DisplayName("X29 a notifier whose documents have a gap every time is asked once in min_resubscribe_time")
    void gapsAreNoLoop() {
        int asked = 0;
        for (int second = 0; second < 300; second++) {
            deliver((second + 7) * 10 + "=x");
            rig.advance(1);
            while (!rig.endpoint.isQuiet()) {
                accept();
                asked++;
            }
        }

        assertThat(asked).isEqualTo(10);
    }

    @Test
    @DisplayName("a gap that shows while a refresh is in flight is closed by its NOTIFY, or asked for again")
    void aGapDuringARefresh() {
        rig.advance(60);
        rig.legs.refresh("o1");
        deliver("5=f");
        accept();
        assertThat(leg().state()).isEqualTo(State.CONFIRMED);
        rig.advance(29);
        assertThat(rig.endpoint.isQuiet()).isTrue();
        rig.advance(1);
        accept();
        deliver("6*full");

        assertThat(document()).isEqualTo("full");
        rig.advance(60);
        assertThat(rig.endpoint.isQuiet()).isTrue();
    }

    @Test
    @DisplayName("S57 a body that the reader refuses, or fails at, is 400 and leaves no trace")
    void badBodiesLeaveNoTrace() {
        assertThat(deliver("nonsense")).isEqualTo(400);
        assertThat(deliver("crash")).isEqualTo(400);
        assertThat(deliver("1=b")).isEqualTo(200);

        assertThat(document()).isEqualTo("ab");
    }

    @Test
    @DisplayName("a new dialog has a new reader")
    void aNewDialogHasANewReader() {
        rig.deliver(notify("1=b").without("Subscription-State").with("Subscription-State", "terminated"));
        rig.advance(121);
        accept();
        deliver("0*z");

        assertThat(document()).isEqualTo("z");
    }

    @Test
    @DisplayName("a package that goes ends its dialogs and no others; its subscriptions are told, and wait for it")
    void aPackageThatGoes() {
        FakeSubscription presence = FakeSubscription.presence("p1");
        Peer presenceServer = rig.live(presence);
        rig.legs.remove(rig.other);
        rig.timers.settle();

        assertThat(subscription.told()).containsExactly("PENDING parked");
        assertThat(rig.endpoint.next().expires()).isEqualTo("0");
        assertThat(rig.endpoint.isQuiet()).isTrue();
        assertThat(deliver("crash")).isEqualTo(489);
        assertThat(presence.told()).isEmpty();
        assertThat(rig.deliveredCode(presenceServer.notify("active"))).isEqualTo(200);
        rig.legs.add(rig.other);
        rig.timers.settle();
        accept();
        deliver("0*back");

        assertThat(subscription.told()).containsExactly("ACTIVE");
        assertThat(document()).isEqualTo("back");
    }

    @Test
    @DisplayName("a subscription that waits for its package can be taken back")
    void whatWaitsCanBeTakenBack() {
        rig.legs.remove(rig.other);
        rig.timers.settle();
        rig.endpoint.next();
        assertThat(rig.legs.gauges()).containsEntry("subscriptions_unserved", 1L);
        rig.legs.unsubscribe(subscription);
        rig.legs.add(rig.other);
        rig.timers.settle();

        assertThat(rig.endpoint.isQuiet()).isTrue();
        assertThat(rig.legs.gauges()).containsEntry("subscriptions_unserved", 0L);
    }

    @Test
    @DisplayName("of two services with one name the first serves, and the second one takes over when it goes")
    void theSecondServiceTakesOver() {
        OtherPackage second = new OtherPackage();
        rig.legs.add(second);
        rig.timers.settle();
        assertThat(rig.endpoint.isQuiet()).isTrue();
        rig.legs.remove(rig.other);
        rig.timers.settle();

        assertThat(rig.endpoint.next().expires()).isEqualTo("0");
        accept();
        deliver("0*second");
        assertThat(document()).isEqualTo("second");
    }

    @Test
    @DisplayName("Q07 a subscription to a package that is not served is told and waits")
    void unknownPackagesWait() {
        FakeSubscription strange =
                new FakeSubscription("x", SubscriptionRequest.of("reg", "sip:a@example.com", "sip:b@example.com"));
        rig.legs.subscribe(strange);

        assertThat(strange.told()).containsExactly("PENDING parked");
        assertThat(strange.reason().text()).isEqualTo("event package reg is not served");
        assertThat(rig.endpoint.isQuiet()).isTrue();
    }
}
