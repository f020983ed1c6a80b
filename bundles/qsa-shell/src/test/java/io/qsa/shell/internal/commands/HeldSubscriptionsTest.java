package io.qsa.shell.internal.commands;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.SubscriptionRequest;
import io.qsa.base.command.CommandSyntax.Parameter;
import io.qsa.base.command.RecordedCall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HeldSubscriptionsTest {
    private static final Map<String, String> ALICE_FOR_BOB =
            Map.of("RECORD", "sip:alice@example.com", "SUBSCRIBER", "sip:bob@example.com");

    private final FakeQsa qsa = new FakeQsa();
    private final HeldSubscriptions held = new HeldSubscriptions(qsa);
    private final SubscribeCommand subscribe = new SubscribeCommand(held, qsa);
    private final UnsubscribeCommand unsubscribe = new UnsubscribeCommand(held, qsa);

    @Test
    void printsTheIdAndHoldsTheSubscription() {
        assertThat(subscribed(ALICE_FOR_BOB)).isEqualTo("q1");
        assertThat(qsa.requests)
                .containsExactly(SubscriptionRequest.presence("sip:alice@example.com", "sip:bob@example.com"));
        assertThat(qsa.closed).isEmpty();
    }

    @Test
    void subscribesInTheGivenEventPackage() {
        subscribed(Map.of("--package", "reg", "RECORD", "sip:alice@example.com", "SUBSCRIBER", "sip:bob@example.com"));

        assertThat(qsa.requests).extracting(SubscriptionRequest::eventPackage).containsExactly("reg");
    }

    @Test
    void refusesARecordThatIsNoUri() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subscribed(Map.of("RECORD", "alice", "SUBSCRIBER", "sip:bob@example.com")))
                .withMessageContaining("record has no scheme");
        assertThat(qsa.requests).isEmpty();
    }

    @Test
    void proposesTheUrisOfTheSubscriptionsThatAreThere() {
        qsa.infos.put("q9", info("q9"));

        assertThat(subscribe.syntax().parameters())
                .filteredOn(parameter -> !parameter.isOption())
                .flatExtracting(Parameter::proposals)
                .containsExactly("sip:alice@example.com", "sip:bob@example.com");
    }

    @Test
    void endsOneSubscription() {
        subscribed(ALICE_FOR_BOB);
        subscribed(ALICE_FOR_BOB);
        unsubscribed(Map.of("ID", "q1"));

        assertThat(qsa.closed).containsExactly("q1");
        assertThat(unsubscribe.syntax().parameters().get(1).proposals()).containsExactly("q2");
    }

    @Test
    void endsAllSubscriptions() {
        subscribed(ALICE_FOR_BOB);
        subscribed(ALICE_FOR_BOB);

        assertThat(unsubscribed(Map.of("--all", "")).lines()).containsExactly("2 ended");
        assertThat(qsa.closed).containsExactly("q1", "q2");
    }

    @Test
    void endsWhatIsLeftWhenItStops() {
        subscribed(ALICE_FOR_BOB);
        held.deactivate();

        assertThat(qsa.closed).containsExactly("q1");
    }

    @Test
    void saysWhoseSubscriptionItIs() {
        qsa.infos.put("q9", info("q9"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> unsubscribed(Map.of("ID", "q9")))
                .withMessage("Subscription q9 belongs to bundle com.example.app, only that can end it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> unsubscribed(Map.of("ID", "q8")))
                .withMessage("There is no subscription q8");
    }

    @Test
    void takesEitherAnIdOrAll() {
        assertThatIllegalArgumentException().isThrownBy(() -> unsubscribed(Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> unsubscribed(Map.of("ID", "q1", "--all", "")));
    }

    private String subscribed(Map<String, String> words) {
        RecordedCall call = new RecordedCall(words);
        subscribe.execute(call);
        return String.join("|", call.lines());
    }

    private RecordedCall unsubscribed(Map<String, String> words) {
        RecordedCall call = new RecordedCall(words);
        unsubscribe.execute(call);
        return call;
    }

    private static FakeInfo info(String id) {
        return new FakeInfo(
                id, Status.PENDING, Reason.NONE, false, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
