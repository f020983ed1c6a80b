package io.qsa.itests.karaf;

import java.util.List;
import java.util.stream.Stream;

import javax.inject.Inject;

import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeatureState;
import org.apache.karaf.features.FeaturesService;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;

import static io.qsa.itests.karaf.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/** U16: the features of the distribution, together and each alone. */
public class FeaturesIT extends KarafTest {
    private static final String ALL = "qsa-all";
    private static final List<String> FEATURES = List.of(
            "qsa",
            "qsa-presence-info",
            "qsa-sip",
            "qsa-presence-b2b",
            "qsa-pa-internal",
            "qsa-pa-store",
            "qsa-shell",
            "qsa-metrics",
            ALL);
    /** Installed by who wants more than presence. */
    private static final List<String> OPTIONAL =
            List.of("qsa-message-summary", "qsa-reg", "qsa-winfo", "qsa-resource-lists", "qsa-rls");

    @Inject
    private FeaturesService features;

    @Test
    public void allAreStartedInAFreshPlatform() throws Exception {
        assertAllStarted();
    }

    @Test
    public void eachCanBeInstalledAndUninstalledAlone() throws Exception {
        features.uninstallFeature(ALL);
        assertThat(ourBundles()).isEmpty();

        for (String feature :
                Stream.concat(FEATURES.stream(), OPTIONAL.stream()).toList()) {
            features.installFeature(feature);
            assertThat(ourBundles()).as("with %s alone", feature).isNotEmpty().allSatisfy(FeaturesIT::assertActive);
            features.uninstallFeature(feature);
            assertThat(ourBundles()).as("without %s", feature).isEmpty();
        }

        features.installFeature(ALL);
        assertAllStarted();
    }

    /** An application that refers to the service finds it when its own feature is resolved. */
    @Test
    public void theServiceIsACapability() {
        assertThat(ourBundles().stream()
                        .flatMap(bundle ->
                                bundle.adapt(BundleRevision.class).getDeclaredCapabilities("osgi.service").stream())
                        .map(capability -> capability.getAttributes().get("objectClass")))
                .contains(List.of("io.qsa.SubscriptionService"), List.of("io.qsa.spi.SubscriptionAdmin"));
    }

    private void assertAllStarted() throws Exception {
        for (String name : FEATURES) {
            Feature feature = features.getFeature(name);
            assertThat(features.getState(feature.getId())).as(name).isEqualTo(FeatureState.Started);
        }
        assertThat(ourBundles()).hasSize(10).allSatisfy(FeaturesIT::assertActive);
        eventually(() -> assertThat(shell().run("bundle:diag")).isEmpty());
    }

    private List<Bundle> ourBundles() {
        return Stream.of(context().getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("io.qsa."))
                .toList();
    }

    private static void assertActive(Bundle bundle) {
        assertThat(bundle.getState()).as("state of %s", bundle).isEqualTo(Bundle.ACTIVE);
    }
}
