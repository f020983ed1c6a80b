package io.qsa.pa.internal;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

import io.qsa.base.config.ConfigurationProblems;
import io.qsa.base.statistics.Statistics;
import io.qsa.pa.PresencePublisher;
import io.qsa.pa.internal.agent.PaSettings;
import io.qsa.pa.internal.agent.PresenceAgent;
import io.qsa.pa.store.MemoryStore;
import io.qsa.spi.Notifier;

import static io.qsa.pa.internal.agent.Agents.ALICE;
import static io.qsa.pa.internal.agent.Agents.HOUR;
import static io.qsa.pa.internal.agent.Agents.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

class PaComponentTest {
    private final FakeServices services = new FakeServices();
    private PaComponent component;

    private void activate(Map<String, Object> properties) {
        component = new PaComponent(services.context(), properties);
        component.start();
    }

    @AfterEach
    void deactivate() {
        if (!services.isEmpty()) {
            component.deactivate();
        }
    }

    @Test
    void byDefaultTheNotifierIsThereAndTakesNothing() {
        activate(Map.of());

        assertThat(services.property(Notifier.class, Notifier.NAME)).isEqualTo("pa");
        assertThat(services.property(Notifier.class, Notifier.PACKAGES))
                .isEqualTo(new String[] {"presence", "presence.winfo"});
        assertThat(services.property(Notifier.class, Notifier.ACCEPTING)).isEqualTo(false);
        assertThat(services.property(Notifier.class, "service.ranking")).isEqualTo(10);
    }

    @Test
    void acceptingIsSwitchedWithoutLosingTheRegistration() {
        activate(Map.of());

        component.modified(Map.of("accept_internal_subscriptions", "true"));

        assertThat(services.property(Notifier.class, Notifier.ACCEPTING)).isEqualTo(true);
        assertThat(services.events()).containsExactly("setProperties Notifier");
    }

    @Test
    void aRankingThatIsTextBecomesANumber() {
        activate(Map.of("service.ranking", "42"));

        assertThat(services.property(Notifier.class, "service.ranking")).isEqualTo(42);
    }

    /** Q09. */
    @Test
    void anUpdateThatChangesNothingTouchesNoService() {
        activate(Map.of("accept_internal_subscriptions", "true"));

        component.modified(Map.of("accept_internal_subscriptions", true, "min_expires", 60));

        assertThat(services.events()).isEmpty();
    }

    /** Q10. */
    @Test
    void aWrongValueKeepsAllOldOnes() {
        activate(Map.of("accept_internal_subscriptions", "true", "service.ranking", "42"));

        component.modified(Map.of("accept_internal_subscriptions", "false", "min_expires", "soon"));

        assertThat(services.property(Notifier.class, Notifier.ACCEPTING)).isEqualTo(true);
        assertThat(services.events()).isEmpty();
        assertThat(services.service(Statistics.class).values()).containsEntry(Statistics.CONFIGURATION_BAD, 1L);
    }

    /** Q10. */
    @Test
    void aWrongValueAtTheStartHasItsDefaultAndTheOthersCount() {
        activate(Map.of("accept_internal_subscriptions", "true", "auth", "all"));

        assertThat(services.property(Notifier.class, Notifier.ACCEPTING)).isEqualTo(true);
        assertThat(services.service(PresencePublisher.class)).isNotNull();
        assertThat(services.service(ConfigurationProblems.class).problems())
                .singleElement()
                .asString()
                .contains("io.qsa.pa", "auth", "its default holds: implicit");
    }

    /** N41, F117: so that Allow-Events names the package no longer than it can be subscribed to. */
    @Test
    void watcherInformationIsAnnouncedByAPropertyOfTheAgent() {
        activate(Map.of());
        assertThat(services.property(PresenceAgent.class, PaComponent.WATCHER_INFORMATION))
                .isEqualTo(true);

        component.modified(Map.of("watcherinfo_notify", "false"));

        assertThat(services.property(PresenceAgent.class, PaComponent.WATCHER_INFORMATION))
                .isEqualTo(false);
    }

    @Test
    void theSipInterfaceIsSwitchedByAPropertyOfTheAgent() {
        activate(Map.of());
        assertThat(services.property(PresenceAgent.class, PaComponent.SIP_INTERFACE))
                .isEqualTo(true);

        component.modified(Map.of("sip_interface", "false"));

        assertThat(services.property(PresenceAgent.class, PaComponent.SIP_INTERFACE))
                .isEqualTo(false);
        assertThat(services.events()).containsExactly("setProperties PresenceAgent");
    }

    @Test
    void publicationsOutliveAChangeOfSettings() throws Exception {
        activate(Map.of());
        PresencePublisher publisher = services.service(PresencePublisher.class);
        String tag = publisher.publish(ALICE, open("a"), HOUR).entityTag();

        component.modified(Map.of("max_publish_expiration", "120"));

        assertThat(publisher.refresh(ALICE, tag, HOUR).expiry()).hasSeconds(120);
    }

    @Test
    void afterTheStopNothingIsRegisteredAndNothingIsTaken() {
        activate(Map.of());
        PresencePublisher publisher = services.service(PresencePublisher.class);

        component.deactivate();

        assertThat(services.events())
                .containsExactly(
                        "unregister Notifier",
                        "unregister Statistics",
                        "unregister ConfigurationProblems",
                        "unregister PresencePublisher",
                        "unregister PresenceAgent");
        assertThatIllegalStateException().isThrownBy(() -> publisher.publish(ALICE, open("a"), HOUR));
    }

    private Map<String, String> troublesWithoutStore(int platformState) {
        MemoryStore store = new MemoryStore();
        activate(Map.of());
        component.bindStore(store);
        services.platformState = platformState;
        component.unbindStore(store);
        return services.service(Statistics.class).troubles();
    }

    /** F101. */
    @Test
    void aStoreThatGoesIsATrouble() {
        assertThat(troublesWithoutStore(Bundle.ACTIVE).get("store"))
                .startsWith("behind since ")
                .endsWith(": it is gone");
    }

    /** F134. */
    @Test
    void aStoreThatGoesWithThePlatformIsNone() {
        assertThat(troublesWithoutStore(Bundle.STOPPING)).isEmpty();
    }

    /** The description of the settings matches them. */
    @Test
    void theDescribedDefaultsAreTheDefaults() {
        Map<String, Object> described = new HashMap<>();
        for (Method setting : PaConfig.class.getDeclaredMethods()) {
            String key = setting.getName().replace("__", "\0").replace('_', '.').replace('\0', '_');
            described.put(key, setting.getDefaultValue());
        }

        assertThat(described).hasSize(31);
        assertThat(PaSettings.of(described)).usingRecursiveComparison().isEqualTo(PaSettings.DEFAULTS);
        described.keySet().forEach(PaComponentTest::assertIsRead);
    }

    private static void assertIsRead(String key) {
        assertThat(catchThrowable(() -> PaSettings.of(Map.of(key, "no\u0001value"))))
                .hasMessageStartingWith(key + " must be");
    }
}
