package io.qsa.itests.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Which of our bundles may import packages of which other ones, and which one may use the SIP library. Immutable. */
final class ImportRules {
    /** From each bundle to those that it may import from; it may always import what it exports itself. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("io.qsa.api", Set.of()),
            Map.entry("io.qsa.base", Set.of()),
            Map.entry("io.qsa.event", Set.of("io.qsa.api")),
            Map.entry("io.qsa.presence.info", Set.of()),
            Map.entry("io.qsa.jain.sip", Set.of()),
            Map.entry("io.qsa.sip.api", Set.of()),
            Map.entry("io.qsa.sip.jain", Set.of("io.qsa.sip.api", "io.qsa.jain.sip")),
            Map.entry("io.qsa.sip", Set.of("io.qsa.sip.api")),
            Map.entry("io.qsa.sip.notifier", Set.of("io.qsa.sip.api")),
            Map.entry("io.qsa.broker", Set.of("io.qsa.api")),
            Map.entry("io.qsa.shell", Set.of("io.qsa.api")),
            Map.entry("io.qsa.metrics", Set.of()),
            Map.entry(
                    "io.qsa.presence.b2b",
                    Set.of("io.qsa.api", "io.qsa.event", "io.qsa.presence.info", "io.qsa.sip.api")),
            Map.entry("io.qsa.pa.api", Set.of("io.qsa.presence.info")),
            Map.entry(
                    "io.qsa.pa",
                    Set.of(
                            "io.qsa.pa.api",
                            "io.qsa.api",
                            "io.qsa.presence.info",
                            "io.qsa.sip.api",
                            "io.qsa.sip.notifier")),
            Map.entry(
                    "io.qsa.rls",
                    Set.of("io.qsa.api", "io.qsa.presence.info", "io.qsa.sip.api", "io.qsa.sip.notifier")),
            Map.entry("io.qsa.pa.store.jdbc", Set.of("io.qsa.pa.api")));

    /** From every event package. */
    private static final Set<String> PACKAGES_MAY_IMPORT =
            Set.of("io.qsa.api", "io.qsa.event", "io.qsa.presence.info", "io.qsa.sip.api");

    /** The bundle that each of our bundles may import from. */
    private static final String FOR_EVERYBODY = "io.qsa.base";

    /** These depend on the JDK alone. */
    private static final Set<String> WITHOUT_DEPENDENCIES =
            Set.of("io.qsa.api", "io.qsa.sip.api", "io.qsa.presence.info");

    /** These are used through services alone, so that no other bundle is refreshed with them. */
    private static final Set<String> WITHOUT_EXPORTS = Set.of(
            "io.qsa.broker",
            "io.qsa.shell",
            "io.qsa.metrics",
            "io.qsa.sip",
            "io.qsa.sip.jain",
            "io.qsa.presence.b2b",
            "io.qsa.pa",
            "io.qsa.pa.store.jdbc");

    /** The packages of the platform for reading configurations. */
    private static final Map<String, Set<String>> ALLOWED_ALL_THE_SAME =
            Map.of("io.qsa.api", Set.of("org.osgi.framework", "org.osgi.service.cm", "org.slf4j"));

    /** Headers that reach other bundles around Import-Package. */
    private static final Set<String> LOOPHOLES = Set.of("Require-Bundle", "DynamicImport-Package", "Fragment-Host");

    private ImportRules() {}

    /** Whether there is a rule for a bundle. */
    static boolean knows(BundleHeaders bundle) {
        return bundle.isEventPackage() || MAY_IMPORT.containsKey(bundle.name());
    }

    private static Set<String> mayImport(BundleHeaders bundle) {
        return bundle.isEventPackage() ? PACKAGES_MAY_IMPORT : MAY_IMPORT.get(bundle.name());
    }

    /** The breaches of the rules by these bundles, as text. */
    static List<String> breaches(List<BundleHeaders> bundles) {
        List<String> breaches = new ArrayList<>();
        for (BundleHeaders bundle : bundles) {
            for (BundleHeaders other : bundles) {
                if (other != bundle) {
                    breaches.addAll(betweenTwo(bundle, other));
                }
            }
            breaches.addAll(withinOne(bundle));
        }
        return breaches;
    }

    private static List<String> betweenTwo(BundleHeaders bundle, BundleHeaders other) {
        List<String> breaches = new ArrayList<>();
        if (!other.name().equals(FOR_EVERYBODY) && !mayImport(bundle).contains(other.name())) {
            bundle.imports().stream()
                    .filter(name -> other.exports().contains(name))
                    .filter(name -> !bundle.exports().contains(name))
                    .forEach(name -> breaches.add(bundle.name() + " imports " + name + " of " + other.name()));
        }
        bundle.packages().stream()
                .filter(other.packages()::contains)
                .forEach(name -> breaches.add(bundle.name() + " and " + other.name() + " both hold " + name));
        return breaches;
    }

    private static List<String> withinOne(BundleHeaders bundle) {
        List<String> breaches = new ArrayList<>();
        LOOPHOLES.stream()
                .filter(header -> !bundle.header(header).isEmpty())
                .forEach(header -> breaches.add(bundle.name() + " has the header " + header));
        if (WITHOUT_DEPENDENCIES.contains(bundle.name())) {
            Predicate<String> platform =
                    name -> name.matches("java\\..*|javax\\.xml\\..*|org\\.w3c\\..*|org\\.xml\\..*");
            bundle.imports().stream()
                    .filter(name -> !platform.test(name) && !bundle.exports().contains(name))
                    .filter(name -> !ALLOWED_ALL_THE_SAME
                            .getOrDefault(bundle.name(), Set.of())
                            .contains(name))
                    .forEach(name -> breaches.add(bundle.name() + " imports " + name));
        }
        if (WITHOUT_EXPORTS.contains(bundle.name()) && !bundle.exports().isEmpty()) {
            breaches.add(bundle.name() + " exports " + bundle.exports());
        }
        return breaches;
    }
}
