package io.qsa.broker.internal.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.qsa.SubscriptionRequest;
import io.qsa.spi.Notifier;
import io.qsa.spi.NotifierSubscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** U3: the choice of a notifier for each request. */
class RoutingTableTest {
    private static final SubscriptionRequest ALICE =
            SubscriptionRequest.presence("sip:alice@a.example.com", "sip:bob@example.com");
    private static final SubscriptionRequest CAROL =
            SubscriptionRequest.presence("sip:carol@example.net", "sip:bob@example.com");
    private static final SubscriptionRequest PHONE =
            SubscriptionRequest.presence("tel:+4312345", "sip:bob@example.com");

    private final List<RegisteredNotifier> notifiers = new ArrayList<>();
    private String target = "";
    private String routes = "";

    @Test
    void theHighestRankingWins() {
        add("pa", 0);
        add("presence_b2b", 10);

        assertThat(chosenFor(ALICE)).isEqualTo("presence_b2b by ranking");
    }

    @Test
    void theServiceThatWasRegisteredFirstWinsATie() {
        add("pa", 5);
        add("presence_b2b", 5);

        assertThat(chosenFor(ALICE)).isEqualTo("pa by ranking");
    }

    @Test
    void theTargetNarrowsTheChoice() {
        add("pa", 0);
        add("presence_b2b", 10);
        target = "(qsa.notifier=pa)";

        assertThat(chosenFor(ALICE)).isEqualTo("pa by (qsa.notifier=pa)");
    }

    @Test
    void theTargetMaySpeakOfAnyProperty() {
        add("pa", 0);
        add("presence_b2b", 10);
        target = "(&(service.ranking>=5)(qsa.packages=presence))";

        assertThat(chosenFor(ALICE)).startsWith("presence_b2b by");
    }

    @Test
    void aTargetThatMatchesNobodyChoosesNobody() {
        add("pa", 0);
        target = "(qsa.notifier=absent)";

        assertThat(chosenFor(ALICE)).isEqualTo("nobody by (qsa.notifier=absent)");
    }

    @Test
    void theFirstRouteThatMatchesDecides() {
        add("pa", 0);
        add("presence_b2b", 10);
        routes = "presence;*.example.com=pa, *;*=presence_b2b";

        assertThat(chosenFor(ALICE)).isEqualTo("pa by presence;*.example.com=pa");
        assertThat(chosenFor(CAROL)).isEqualTo("presence_b2b by *;*=presence_b2b");
    }

    @Test
    void whatNoRouteMatchesGoesByTarget() {
        add("pa", 0);
        add("presence_b2b", 10);
        routes = "presence;*.example.com=presence_b2b";
        target = "(qsa.notifier=pa)";

        assertThat(chosenFor(CAROL)).isEqualTo("pa by (qsa.notifier=pa)");
    }

    @Test
    void aTelUriMatchesOnlyTheStar() {
        add("pa", 0);
        add("presence_b2b", 10);
        routes = "presence;*.example.com=presence_b2b, presence;*=pa";

        assertThat(chosenFor(PHONE)).isEqualTo("pa by presence;*=pa");
    }

    @Test
    void aRouteFallsBackWhereItSaysSo() {
        add("presence_b2b", 10);
        routes = "presence;*=pa|presence_b2b";

        assertThat(chosenFor(ALICE)).isEqualTo("presence_b2b by presence;*=pa|presence_b2b");
    }

    @Test
    void aRouteWithoutFallBackChoosesNobodyElse() {
        add("presence_b2b", 10);
        routes = "presence;*=pa";

        assertThat(chosenFor(ALICE)).isEqualTo("nobody by presence;*=pa");
    }

    @Test
    void aNotifierThatDrainsIsNotChosen() {
        add("presence_b2b", 10);
        notifiers.get(0).change(properties("presence_b2b", 10, 0, Map.of(Notifier.ACCEPTING, false)));
        add("pa", 0);

        assertThat(chosenFor(ALICE)).isEqualTo("pa by ranking");
    }

    /** Q07. */
    @Test
    void aPackageThatNobodyServesChoosesNobody() {
        add("pa", 0);

        assertThat(chosenFor(SubscriptionRequest.of("presence.winfo", "sip:a@example.com", "sip:b@example.com")))
                .isEqualTo("nobody by ranking");
    }

    @Test
    void equalChoicesAreOneObject() {
        add("pa", 0);
        RoutingTable table = table();

        assertThat(table.choose(ALICE)).isSameAs(table.choose(CAROL));
    }

    @Test
    void refusesABrokenFilter() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoutingRules.parse("(qsa.notifier=pa", ""))
                .withMessageContaining("(qsa.notifier=pa");
    }

    private void add(String name, int ranking) {
        NotifierProperties properties = properties(name, ranking, notifiers.size(), Map.of());
        notifiers.add(new RegisteredNotifier(new Deaf(), "bundle", properties, () -> true));
    }

    private static NotifierProperties properties(String name, int ranking, long id, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.put(Notifier.NAME, name);
        all.put(Notifier.PACKAGES, new String[] {"presence", "reg"});
        all.put("service.ranking", ranking);
        all.put("service.id", id);
        return new NotifierProperties(all);
    }

    private RoutingTable table() {
        return new RoutingTable(RoutingRules.parse(target, routes), notifiers);
    }

    private String chosenFor(SubscriptionRequest request) {
        Choice choice = table().choose(request);
        return choice.notifier().map(RegisteredNotifier::name).orElse("nobody") + " by " + choice.route();
    }

    private static final class Deaf implements Notifier {
        @Override
        public void subscribe(NotifierSubscription subscription) {}

        @Override
        public void unsubscribe(NotifierSubscription subscription) {}
    }
}
