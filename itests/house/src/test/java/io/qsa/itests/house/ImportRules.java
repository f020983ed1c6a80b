package io.qsa.itests.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Which of our bundles may import packages of which other ones, and who may know the SIP library. Immutable. */
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
            Map.entry("io.qsa.pa.store.jdbc", Set.of("io.qsa.pa.api")),
            Map.entry("io.qsa.messagesummary", Set.of("io.qsa.api", "io.qsa.event")),
            Map.entry("io.qsa.reg", Set.of("io.qsa.api", "io.qsa.presence.info", "io.qsa.event")),
            Map.entry("io.qsa.winfo", Set.of("io.qsa.api", "io.qsa.presence.info", "io.qsa.event")),
            Map.entry("io.qsa.lists", Set.of("io.qsa.api", "io.qsa.presence.info", "io.qsa.sip.api", "io.qsa.event")));

    /** The bundle that every bundle of ours may import from. */
    private static final String FOR_EVERYBODY = "io.qsa.base";

    /** These stand on the JDK alone. */
    private static final Set<String> WITHOUT_DEPENDENCIES =
            Set.of("io.qsa.api", "io.qsa.sip.api", "io.qsa.presence.info");

    /** Headers that reach other bundles around Import-Package. */
    private static final Set<String> LOOPHOLES = Set.of("Require-Bundle", "DynamicImport-Package", "Fragment-Host");

    private ImportRules() {}

    /** The bundles that the rules know. */
    static Set<String> bundles() {
        return MAY_IMPORT.keySet();
    }

    /** What among these bundles breaks the rules, in words. */
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
        if (!other.name().equals(FOR_EVERYBODY)
                && !MAY_IMPORT.get(bundle.name()).contains(other.name())) {
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
                    .forEach(name -> breaches.add(bundle.name() + " imports " + name));
        }
        if (bundle.name().equals("io.qsa.broker") && !bundle.exports().isEmpty()) {
            breaches.add("io.qsa.broker exports " + bundle.exports());
        }
        return breaches;
    }
}
