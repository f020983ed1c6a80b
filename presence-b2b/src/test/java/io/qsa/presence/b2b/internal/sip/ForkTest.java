package io.qsa.presence.b2b.internal.sip;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.SubscriptionRequest;
import io.qsa.presence.b2b.fake.FakeEndpoint.Sent;
import io.qsa.presence.b2b.fake.FakeSubscription;
import io.qsa.presence.b2b.fake.MergedPackage;
import io.qsa.presence.b2b.fake.Peer;
import io.qsa.presence.b2b.internal.metrics.B2bCounter;
import io.qsa.sip.SipRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** F112: a SUBSCRIBE that was forked reaches several notifiers, and the package wants all of them. */
class ForkTest {
    private final Rig rig = new Rig();
    private final FakeSubscription subscription =
            new FakeSubscription("f", SubscriptionRequest.of("merged", "sip:a@example.com", "sip:b@example.com"));
    private SipRequest subscribe;
    private Peer one;
    private Peer two;

    @BeforeEach
    void goLive() {
        rig.legs.add(new MergedPackage());
        rig.legs.subscribe(subscription);
        Sent sent = rig.endpoint.next();
        subscribe = sent.request();
        one = new Peer(subscribe);
        two = new Peer(subscribe);
        sent.answer(one.accept(subscribe, 3600));
        assertThat(deliver(one, "active;expires=3600", "one")).isEqualTo(200);
        assertThat(deliver(two, "active;expires=600", "two")).isEqualTo(200);
        assertThat(subscription.told()).containsExactly("ACTIVE", "ACTIVE");
    }

    private int deliver(Peer peer, String state, String text) {
        return rig.deliveredCode(notify(peer, state, text));
    }

    private static SipRequest notify(Peer peer, String state, String text) {
        return peer.notify(state)
                .without("Event")
                .with("Event", "merged")
                .withBody("text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    private String document() {
        return subscription.document().orElseThrow().text();
    }

    private List<Sent> sent() {
        rig.timers.settle();
        return rig.endpoint.all();
    }

    /** The tags of the notifiers to which requests with this Expires went. */
    private static Set<String> tags(List<Sent> all, String expires) {
        Set<String> tags = new HashSet<>();
        all.stream()
                .filter(sent -> sent.expires().equals(expires))
                .forEach(sent -> tags.add(sent.request().to().tag().orElse("")));
        return tags;
    }

    private static String tag(Peer peer) {
        return peer.dialog().localTag();
    }

    @Test
    @DisplayName("F112 S52 S133 what both say becomes one document, whoever speaks")
    void bothAreHeard() {
        assertThat(document()).isEqualTo("one+two");
        deliver(two, "active", "2");
        assertThat(document()).isEqualTo("one+2");
        deliver(one, "active", "1");
        assertThat(document()).isEqualTo("1+2");
        assertThat(rig.counted(B2bCounter.FORKS)).isEqualTo(1);
        assertThat(rig.legs.infos()).extracting(LegInfo::id).containsExactly("f", "f-1");
    }

    @Test
    @DisplayName("F112 each dialog has its own CSeq: what is old in one may be new in the other")
    void eachDialogHasItsOwnNumbers() {
        SipRequest old = notify(two, "active", "old");
        deliver(two, "active", "new");
        deliver(one, "active", "1");

        assertThat(rig.deliveredCode(old)).isEqualTo(500);
        assertThat(document()).isEqualTo("1+new");
    }

    @Test
    @DisplayName("F112 each dialog is refreshed in its own time")
    void eachDialogIsRefreshed() {
        rig.advance(580);
        Sent refresh = rig.endpoint.next();
        assertThat(refresh.request().to().tag()).contains(tag(two));
        refresh.answer(two.accept(refresh.request(), 600));
        deliver(two, "active;expires=600", "two");
        rig.advance(500);

        assertThat(rig.endpoint.isQuiet()).isTrue();
        assertThat(document()).isEqualTo("one+two");
    }

    @Test
    @DisplayName("F112 who unsubscribes unsubscribes from all of them")
    void unsubscribesFromAll() {
        rig.legs.unsubscribe(subscription);

        assertThat(tags(sent(), "0")).containsExactlyInAnyOrder(tag(one), tag(two));
        deliver(one, "terminated", "");
        deliver(two, "terminated", "");
        assertThat(rig.legs.size()).isZero();
    }

    @Test
    @DisplayName("F112 a further notifier that ends its part is left out, and is not asked again alone")
    void aForkThatEndsIsLeftOut() {
        assertThat(deliver(two, "terminated;reason=deactivated", "")).isEqualTo(200);

        assertThat(sent()).isEmpty();
        assertThat(document()).isEqualTo("one");
        assertThat(rig.legs.infos()).extracting(LegInfo::id).containsExactly("f");
        rig.advance(200);
        assertThat(rig.endpoint.isQuiet()).isTrue();
    }

    @Test
    @DisplayName("F112 if the first one ends for good, the others still serve")
    void theOthersServeOn() {
        deliver(one, "terminated;reason=noresource", "");
        assertThat(document()).isEqualTo("two");
        deliver(two, "active", "2");
        assertThat(document()).isEqualTo("2");
        subscription.told();
        deliver(two, "terminated;reason=noresource", "");

        assertThat(subscription.told()).contains("TERMINATED noresource");
    }

    @Test
    @DisplayName("F112 a new SUBSCRIBE forks anew, and ends what the one before has begun")
    void aNewSubscribeEndsTheForksBefore() {
        deliver(one, "terminated;reason=deactivated", "");
        List<Sent> all = sent();

        assertThat(tags(all, "3600")).containsExactly("");
        assertThat(tags(all, "0")).containsExactly(tag(two));
    }

    @Test
    @DisplayName("F112 S53 after Timer N no more notifiers are taken")
    void afterTimerNNoMoreAreTaken() {
        rig.advance(32);

        assertThat(deliver(new Peer(subscribe), "active", "late")).isEqualTo(481);
        assertThat(document()).isEqualTo("one+two");
    }

    @Test
    @DisplayName("F112 the number of notifiers has a bound")
    void theirNumberHasABound() {
        for (int more = 1; more < ForkedSubscription.MOST_FORKS; more++) {
            assertThat(deliver(new Peer(subscribe), "active", "x")).isEqualTo(200);
        }

        assertThat(deliver(new Peer(subscribe), "active", "x")).isEqualTo(481);
    }

    @Test
    @DisplayName("F112 what one of them says that cannot be read makes all of it stale")
    void staleIsStale() {
        deliver(two, "active", "2");
        subscription.told();
        rig.deliver(notify(two, "active", "x").without("Content-Type").with("Content-Type", "image/png"));

        assertThat(subscription.told()).last().asString().startsWith("ACTIVE stale");
        assertThat(document()).isEqualTo("one+2");
    }

    @Test
    @DisplayName("F112 without an endpoint all dialogs are over; the first one asks for all of them when it is back")
    void theEndpointGoes() {
        rig.legs.disconnect(rig.endpoint);
        rig.timers.settle();
        assertThat(rig.legs.infos()).extracting(LegInfo::id).containsExactly("f");
        rig.legs.connect(rig.endpoint);

        assertThat(tags(sent(), "3600")).containsExactly("");
    }

    @Test
    @DisplayName("F112 a stop ends all dialogs")
    void everythingEnds() throws InterruptedException {
        assertThat(rig.legs.close(Duration.ZERO)).isEqualTo(2);
        assertThat(tags(sent(), "0")).containsExactlyInAnyOrder(tag(one), tag(two));
    }
}
