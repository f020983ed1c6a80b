package io.qsa.pa.internal.sip;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.pa.SubHandling;
import io.qsa.pa.internal.agent.Agents;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.notifier.UserAgent;

import static io.qsa.pa.internal.agent.Agents.ALICE;
import static io.qsa.pa.internal.agent.Agents.HOUR;
import static io.qsa.pa.internal.agent.Agents.closed;
import static io.qsa.pa.internal.agent.Agents.open;
import static org.assertj.core.api.Assertions.assertThat;

/** A watcher that names the state it already has (RFC 5839). */
class ConditionalNotifyTest {
    private final WatchersRig rig = new WatchersRig("auth", "rules", "notify_interval", "0");
    private final UserAgent bob = new UserAgent("call-1");
    private SubHandling handling = SubHandling.ALLOW;

    ConditionalNotifyTest() {
        rig.agent.authoriseBy((presentity, watcher) -> Optional.of(handling));
    }

    private String publish() throws Exception {
        return rig.agent.publish(ALICE, open("a"), HOUR).entityTag();
    }

    /** Subscribes, and gives the tag of the first NOTIFY. */
    private String subscribe() {
        bob.establish(rig.handle(bob.subscribe(600)));
        return nextTag();
    }

    private String nextTag() {
        String tag = rig.endpoint.answer(200).header("SIP-ETag").orElseThrow();
        rig.endpoint.log();
        return tag;
    }

    private SipRequest conditional(int expires, String tag) {
        return bob.subscribe(expires).with("Suppress-If-Match", tag);
    }

    @Test
    @DisplayName(
            "N31: every NOTIFY has a tag, another one for every other status, and the same one for the same status")
    void eachStatusHasATag() throws Exception {
        String tag = publish();
        String first = subscribe();
        rig.handle(bob.subscribe(600));
        assertThat(nextTag()).isEqualTo(first);

        String next = rig.agent.modify(ALICE, tag, closed("a"), HOUR).entityTag();
        assertThat(nextTag()).isNotEqualTo(first);
        rig.agent.modify(ALICE, next, open("a"), HOUR);
        assertThat(nextTag()).isEqualTo(first);
        handling = SubHandling.CONFIRM;
        rig.agent.onRules(ALICE);
        assertThat(nextTag()).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"the tag", "*"})
    @DisplayName(
            "N32: a refresh by one who knows the status is answered with 204, prolongs the subscription and sends nothing")
    void aRefreshByWhoKnowsTheStatusSendsNothing(String condition) throws Exception {
        publish();
        String tag = subscribe();
        rig.timers.advance(Duration.ofSeconds(500));

        SipResponse response = rig.handle(conditional(700, condition.replace("the tag", tag)));

        assertThat(response.startLine()).isEqualTo("SIP/2.0 204 No Notification");
        assertThat(response.header("Expires")).contains("700");
        rig.timers.advance(Duration.ofSeconds(699));
        assertThat(rig.endpoint.log()).containsExactly("204");
        rig.timers.advance(Duration.ofSeconds(1));
        assertThat(rig.endpoint.log()).containsExactly("NOTIFY terminated;reason=timeout");
    }

    @Test
    @DisplayName("N32: who knows an older status gets the new one, whether its NOTIFY has been sent or not")
    void aRefreshByWhoKnowsLessIsNotified() throws Exception {
        String tag = publish();
        String known = subscribe();
        rig.agent.modify(ALICE, tag, closed("a"), HOUR);

        assertThat(rig.handle(conditional(600, known)).code()).isEqualTo(200);
        rig.endpoint.answer(200);
        assertThat(rig.endpoint.sent().body().length).isPositive();
        rig.endpoint.answer(200);
        assertThat(rig.handle(conditional(600, known)).code()).isEqualTo(200);
        assertThat(rig.endpoint.sent().body().length).isPositive();
    }

    @Test
    @DisplayName("N32: changes are told as before, after a refresh without a NOTIFY too")
    void changesAreToldAfterwards() throws Exception {
        String tag = publish();
        rig.handle(conditional(600, subscribe()));
        rig.endpoint.log();

        rig.agent.modify(ALICE, tag, closed("a"), HOUR);

        assertThat(rig.endpoint.sent().body()).isNotEmpty();
        assertThat(rig.endpoint.log()).containsExactly("NOTIFY active;expires=600");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("N40, F116: who knows every status hears of none until the next SUBSCRIBE, however the dialog began")
    void whoKnowsEveryStatusHearsOfNone(boolean fromTheBeginning) throws Exception {
        String tag = publish();
        if (fromTheBeginning) {
            bob.establish(rig.handle(conditional(600, "*")));
            assertThat(rig.endpoint.answer(200).body()).isEmpty();
        } else {
            subscribe();
            rig.handle(conditional(600, "*"));
        }
        rig.endpoint.log();

        tag = rig.agent.modify(ALICE, tag, closed("a"), HOUR).entityTag();
        assertThat(rig.endpoint.log()).isEmpty();
        handling = SubHandling.CONFIRM;
        rig.agent.onRules(ALICE);
        assertThat(rig.endpoint.answer(200).body()).isEmpty();
        handling = SubHandling.ALLOW;
        rig.agent.onRules(ALICE);
        assertThat(rig.endpoint.answer(200).body()).isEmpty();
        assertThat(rig.endpoint.log()).containsExactly("NOTIFY pending;expires=600", "NOTIFY active;expires=600");

        rig.handle(bob.subscribe(600));
        assertThat(rig.endpoint.answer(200).body()).isNotEmpty();
        rig.agent.modify(ALICE, tag, open("a"), HOUR);
        assertThat(rig.endpoint.answer(200).body()).isNotEmpty();
    }

    @Test
    @DisplayName("N40: who knows one status hears of every other one, and of that one again after it")
    void whoKnowsOneStatusHearsOfTheOthers() throws Exception {
        String tag = publish();
        rig.handle(conditional(600, subscribe()));

        tag = rig.agent.modify(ALICE, tag, closed("a"), HOUR).entityTag();
        assertThat(rig.endpoint.answer(200).body()).isNotEmpty();
        rig.agent.modify(ALICE, tag, open("a"), HOUR);
        assertThat(rig.endpoint.answer(200).body()).isNotEmpty();
    }

    @Test
    @DisplayName("N32: an end by one who knows the status is an end without a NOTIFY")
    void anEndByWhoKnowsTheStatusSendsNothing() throws Exception {
        publish();
        String tag = subscribe();

        assertThat(rig.handle(conditional(0, tag)).code()).isEqualTo(204);
        assertThat(rig.endpoint.log()).containsExactly("204");
        assertThat(rig.agent.presentities().get(0).sipWatchers()).isZero();
        assertThat(rig.handle(bob.subscribe(600)).code()).isEqualTo(481);
    }

    @Test
    @DisplayName("N32 N22: a quiet end waits for the answer to the NOTIFY that is in flight")
    void aQuietEndWaitsForWhatIsInFlight() throws Exception {
        publish();
        bob.establish(rig.handle(bob.subscribe(600)));

        assertThat(rig.handle(conditional(0, "*")).code()).isEqualTo(204);
        assertThat(rig.agent.presentities().get(0).sipWatchers()).isEqualTo(1);
        rig.endpoint.answer(200);
        assertThat(rig.agent.presentities().get(0).sipWatchers()).isZero();
        assertThat(rig.endpoint.inFlight()).isZero();
    }

    @Test
    @DisplayName("N32 N17: a watcher that has waited for too long is told so, whatever it knows")
    void whoHasWaitedForTooLongIsTold() {
        handling = SubHandling.CONFIRM;
        rig.agent.apply(Agents.settings("auth", "rules", "pending_timeout", "300"));
        String tag = subscribe();
        assertThat(rig.handle(conditional(600, tag)).code()).isEqualTo(204);
        rig.timers.advance(Duration.ofSeconds(300));
        rig.endpoint.log();

        assertThat(rig.handle(conditional(600, tag)).code()).isEqualTo(200);
        assertThat(rig.endpoint.log()).containsExactly("200", "NOTIFY terminated;reason=giveup");
    }

    @ParameterizedTest
    @ValueSource(ints = {600, 0})
    @DisplayName("N33: a new subscription, and a fetch, by one who knows the status gets a NOTIFY without a body")
    void aNewSubscriptionByWhoKnowsTheStatusGetsNoBody(int expires) throws Exception {
        String published = publish();
        String tag = subscribe();
        UserAgent again = new UserAgent("call-2");

        SipResponse response = rig.handle(again.subscribe(expires).with("Suppress-If-Match", tag));

        assertThat(response.code()).isEqualTo(200);
        assertThat(rig.endpoint.sent().header("SIP-ETag")).contains(tag);
        assertThat(rig.endpoint.sent().body()).isEmpty();
        rig.endpoint.answer(200);
        rig.agent.modify(ALICE, published, closed("a"), HOUR);
        assertThat(rig.endpoint.sent().body()).isNotEmpty();
    }

    @Test
    @DisplayName("N32 S103: two conditions are none")
    void twoConditionsAreNone() throws Exception {
        publish();
        String tag = subscribe();

        assertThat(rig.handle(conditional(600, tag).with("Suppress-If-Match", "*"))
                        .code())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("N32 W02: watcher information, whose documents are numbered, is always told")
    void numberedDocumentsAreAlwaysTold() {
        UserAgent alice = new UserAgent("call-3");
        alice.establish(rig.handle(alice.subscribeToWatchers(600)));
        assertThat(rig.endpoint.answer(200).header("SIP-ETag")).isEmpty();

        SipRequest refresh = alice.subscribeToWatchers(600).with("Suppress-If-Match", "*");
        assertThat(rig.handle(refresh).code()).isEqualTo(200);
    }
}
