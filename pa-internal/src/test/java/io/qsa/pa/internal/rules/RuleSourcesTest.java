package io.qsa.pa.internal.rules;

import java.lang.reflect.Proxy;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

import io.qsa.pa.PresenceRules;
import io.qsa.pa.SubHandling;

import static org.assertj.core.api.Assertions.assertThat;

class RuleSourcesTest {
    private final RuleSources sources = new RuleSources();

    private Optional<SubHandling> decide() {
        return sources.decide("sip:alice@example.com", "sip:bob@example.com");
    }

    @Test
    void theFirstDecisionByRankingCounts() {
        PresenceRules silent = (presentity, watcher) -> Optional.empty();
        PresenceRules strict = (presentity, watcher) -> Optional.of(SubHandling.BLOCK);
        sources.add(ranked(1), (presentity, watcher) -> Optional.of(SubHandling.ALLOW));
        sources.add(ranked(3), silent);
        sources.add(ranked(2), strict);
        assertThat(decide()).contains(SubHandling.BLOCK);

        sources.remove(strict);

        assertThat(decide()).contains(SubHandling.ALLOW);
    }

    @Test
    void withoutAnySourceNothingIsDecided() {
        assertThat(decide()).isEmpty();
    }

    @Test
    void aServiceThatFailsLetsNobodyIn() {
        sources.add(ranked(1), (presentity, watcher) -> Optional.of(SubHandling.ALLOW));
        sources.add(ranked(2), (presentity, watcher) -> {
            throw new IllegalStateException("as it must be in this test");
        });

        assertThat(decide()).contains(SubHandling.CONFIRM);
    }

    @Test
    void aServiceThatSaysNullLetsNobodyIn() {
        sources.add(ranked(1), (presentity, watcher) -> null);

        assertThat(decide()).contains(SubHandling.CONFIRM);
    }

    /** As while its bundle is updated. */
    @Test
    void aServiceThatFindsNoClassesLetsNobodyIn() {
        sources.add(ranked(1), (presentity, watcher) -> {
            throw new NoClassDefFoundError("as it must be in this test");
        });

        assertThat(decide()).contains(SubHandling.CONFIRM);
    }

    /** A reference with an order and nothing else. */
    @SuppressWarnings("unchecked")
    private static ServiceReference<PresenceRules> ranked(int ranking) {
        return (ServiceReference<PresenceRules>) Proxy.newProxyInstance(
                RuleSourcesTest.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (proxy, method, args) -> {
                    return switch (method.getName()) {
                        case "hashCode" -> ranking;
                        case "compareTo" -> Integer.compare(ranking, args[0].hashCode());
                        default -> throw new UnsupportedOperationException(method.toString());
                    };
                });
    }
}
