package io.qsa.itests.house.docs;

import org.junit.jupiter.api.Test;

import io.qsa.itests.platform.BundleJars;

import static org.assertj.core.api.Assertions.assertThat;

/** An event package is named in one place; its feature follows. */
class EventPackageFeaturesTest {
    private static final GeneratedFile FILE =
            new GeneratedFile("distribution/features/src/main/feature/feature.xml", "features.rewrite");

    @Test
    void eachEventPackageHasItsFeature() {
        EventPackageFeatures features = EventPackageFeatures.of(BundleJars.onClassPath());

        assertThat(features.names()).contains("qsa-reg", "qsa-message-summary");
        FILE.mustSay(features.in(FILE.text()));
    }
}
