package io.qsa.itests.house;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;

import org.junit.jupiter.api.Test;

import io.qsa.itests.platform.BundleJars;

import static org.assertj.core.api.Assertions.assertThat;

class ImportRulesTest {
    private static final BundleHeaders API = bundle("io.qsa.api", "Export-Package: io.qsa,io.qsa.spi", "io.qsa");
    private static final BundleHeaders SIP = bundle("io.qsa.sip.api", "Export-Package: io.qsa.sip", "io.qsa.sip");

    @Test
    void theBuiltBundlesKeepTheRules() {
        assertThat(ImportRules.breaches(builtBundles())).isEmpty();
    }

    @Test
    void everyBundleHasARule() {
        assertThat(builtBundles()).allMatch(ImportRules::knows);
    }

    @Test
    void whatIsAllowedIsNoBreach() {
        BundleHeaders notifier = bundle("io.qsa.pa", "Import-Package: io.qsa.sip;version=\"[1,2)\",io.qsa.spi");

        assertThat(ImportRules.breaches(List.of(API, SIP, notifier))).isEmpty();
    }

    @Test
    void theTwoNotifiersMayNotImportEachOther() {
        BundleHeaders pa = bundle("io.qsa.pa", "Export-Package: io.qsa.pa", "io.qsa.pa");
        BundleHeaders b2b = bundle("io.qsa.presence.b2b", "Import-Package: io.qsa.pa;resolution:=optional");

        assertThat(ImportRules.breaches(List.of(pa, b2b)))
                .contains("io.qsa.presence.b2b imports io.qsa.pa of io.qsa.pa");
    }

    @Test
    void onlyItsTransportMayImportTheSipLibrary() {
        BundleHeaders library = bundle("io.qsa.jain.sip", "Export-Package: javax.sip", "javax.sip");
        BundleHeaders b2b = bundle("io.qsa.presence.b2b", "Import-Package: javax.sip");
        BundleHeaders embedding = bundle("io.qsa.pa", "", "javax.sip", "io.qsa.pa");

        assertThat(ImportRules.breaches(List.of(library, b2b, embedding)))
                .contains(
                        "io.qsa.presence.b2b imports javax.sip of io.qsa.jain.sip",
                        "io.qsa.pa and io.qsa.jain.sip both hold javax.sip");
    }

    @Test
    void anEventPackageMayImportNoNotifier() {
        BundleHeaders pa = bundle("io.qsa.pa", "Export-Package: io.qsa.pa.internal");
        BundleHeaders lamp = bundle("io.qsa.lamp", "Import-Package: io.qsa,io.qsa.pa.internal");
        BundleHeaders ofNobody = bundle("io.qsa.stranger", "");

        assertThat(ImportRules.breaches(List.of(API, pa, asPackage(lamp))))
                .contains("io.qsa.lamp imports io.qsa.pa.internal of io.qsa.pa");
        assertThat(ImportRules.knows(ofNobody)).isFalse();
    }

    private static BundleHeaders asPackage(BundleHeaders bundle) {
        return bundle.with("QSA-Feature", "qsa-lamp");
    }

    @Test
    void nobodyMayImportTheBroker() {
        BundleHeaders broker = bundle("io.qsa.broker", "Export-Package: io.qsa.broker", "io.qsa.broker");
        BundleHeaders shell = bundle("io.qsa.shell", "Import-Package: io.qsa.broker");

        assertThat(ImportRules.breaches(List.of(broker, shell)))
                .containsExactly(
                        "io.qsa.broker exports [io.qsa.broker]", "io.qsa.shell imports io.qsa.broker of io.qsa.broker");
    }

    @Test
    void theSipEndpointMayImportTheBaseAndNothingOfTheApi() {
        BundleHeaders api = bundle("io.qsa.api", "Export-Package: io.qsa.spi");
        BundleHeaders base = bundle("io.qsa.base", "Export-Package: io.qsa.base.command");
        BundleHeaders sip = bundle("io.qsa.sip", "Import-Package: io.qsa.spi,io.qsa.base.command");

        assertThat(ImportRules.breaches(List.of(api, base, sip)))
                .containsExactly("io.qsa.sip imports io.qsa.spi of io.qsa.api");
    }

    @Test
    void theApiDependsOnNothing() {
        BundleHeaders api = bundle("io.qsa.api", "Import-Package: java.util,org.slf4j,javax.sip");

        assertThat(ImportRules.breaches(List.of(api))).containsExactly("io.qsa.api imports javax.sip");
    }

    @Test
    void nobodyGoesAroundTheImports() {
        BundleHeaders shell = bundle("io.qsa.shell", "DynamicImport-Package: *");

        assertThat(ImportRules.breaches(List.of(shell)))
                .containsExactly("io.qsa.shell has the header DynamicImport-Package");
    }

    private static List<BundleHeaders> builtBundles() {
        BundleJars jars = BundleJars.onClassPath();
        return jars.ours().stream()
                .map(name -> BundleHeaders.of(jars.jar(name)))
                .toList();
    }

    private static BundleHeaders bundle(String name, String header, String... packages) {
        Attributes manifest = new Attributes();
        manifest.putValue("Bundle-SymbolicName", name);
        if (!header.isEmpty()) {
            String[] parts = header.split(": ", 2);
            manifest.putValue(parts[0], parts[1]);
        }
        Set<String> held = new HashSet<>(Arrays.asList(packages));
        return new BundleHeaders(manifest, held);
    }
}
