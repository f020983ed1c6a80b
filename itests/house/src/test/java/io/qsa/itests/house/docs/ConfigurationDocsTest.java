package io.qsa.itests.house.docs;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documents about settings equal the descriptions of the bundles. After a change of a {@code XxxConfig}, run the
 * build with {@code -Dconfiguration.rewrite=true}: it rewrites the files; read and commit them.
 */
class ConfigurationDocsTest {
    private static final String REWRITE = "configuration.rewrite";
    private static final Map<String, Metatype> METATYPES = Metatype.onClassPath();

    @ParameterizedTest
    @MethodSource("all")
    void theShippedFileListsEveryKeyAtItsDefault(String pid) {
        Metatype metatype = METATYPES.get(pid);
        GeneratedFile file = shipped(metatype);

        file.mustSay(ConfigurationFile.text(metatype, file.text()));
    }

    @Test
    void theGuideHasATableOfEveryConfiguration() {
        StringBuilder sections = new StringBuilder();
        METATYPES
                .values()
                .forEach(metatype -> sections.append(SettingsDocument.section(
                        metatype, ConfigurationFile.shipped(shipped(metatype).text()))));

        new GeneratedFile("docs/settings.md", REWRITE).mustSay(SettingsDocument.head(METATYPES.values()) + sections);
    }

    @Test
    void everyBundleWithSettingsIsSeen() {
        assertThat(METATYPES)
                .containsOnlyKeys(
                        "io.qsa.broker",
                        "io.qsa.sip",
                        "io.qsa.sip.credentials",
                        "io.qsa.presence_b2b",
                        "io.qsa.pa",
                        "io.qsa.pa.users",
                        "io.qsa.pa.store.jdbc",
                        "io.qsa.rls");
    }

    @Test
    void whatTheDistributionShipsInsteadOfADefaultIsInTheGuide() {
        Metatype metatype = new Metatype("io.qsa.x", false, "X", "Does x.", List.of(new Setting("a", "A", "It.", "1")));
        String file = "# A: It.\n#a = 1\n# Shipped: 2, because\n# of that.\na = 2\n";

        assertThat(SettingsDocument.section(metatype, ConfigurationFile.shipped(file)))
                .contains("| `a` | `1` | It. Shipped: 2, because of that. |");
    }

    static Stream<String> all() {
        return METATYPES.keySet().stream();
    }

    private static GeneratedFile shipped(Metatype metatype) {
        return new GeneratedFile("distribution/features/src/main/cfg/" + ConfigurationFile.name(metatype), REWRITE);
    }
}
