package io.qsa.itests.karaf;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import javax.inject.Inject;

import org.apache.karaf.features.BundleInfo;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeatureState;
import org.apache.karaf.features.FeaturesService;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;

import static io.qsa.itests.karaf.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/** U16, F52: the features of the distribution, together and each alone. */
public class FeaturesIT extends KarafTest {
    private static final String ALL = "qsa-all";
    private static final String DEMO = "qsa-demo";

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

        for (String feature : ofOurRepository()) {
            features.installFeature(feature);
            assertThat(ourBundles()).as("with %s alone", feature).isNotEmpty().allSatisfy(FeaturesIT::assertActive);
            features.uninstallFeature(feature);
            assertThat(ourBundles()).as("without %s", feature).isEmpty();
        }

        features.installFeature(ALL);
        assertAllStarted();
    }

    /** But the demo, which ends the platform. */
    private List<String> ofOurRepository() throws Exception {
        return Arrays.stream(features.listFeatures())
                .map(Feature::getName)
                .filter(name -> name.matches("qsa(-.*)?") && !name.equals(DEMO))
                .sorted()
                .toList();
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
        Set<String> locations = new TreeSet<>();
        for (String name : ofOurRepository()) {
            Feature feature = features.getFeature(name);
            assertThat(features.getState(feature.getId())).as(name).isEqualTo(FeatureState.Started);
            feature.getBundles().stream()
                    .map(BundleInfo::getLocation)
                    .filter(location -> location.startsWith("mvn:io.qsa/"))
                    .forEach(locations::add);
        }
        assertThat(ourBundles())
                .extracting(Bundle::getLocation)
                .containsExactlyInAnyOrderElementsOf(locations)
                .hasSizeGreaterThan(15);
        assertThat(ourBundles()).allSatisfy(FeaturesIT::assertActive);
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
