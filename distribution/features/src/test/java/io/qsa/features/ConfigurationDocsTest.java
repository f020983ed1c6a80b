package io.qsa.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operators read of the settings says what the bundles say. After a change of a {@code XxxConfig}, run the build
 * with {@code -Dconfiguration.rewrite=true}: it renews the files, which are then to be read and committed.
 */
class ConfigurationDocsTest {
    private static final boolean REWRITE = Boolean.getBoolean("configuration.rewrite");
    private static final Path README = Path.of("../../README.md");
    private static final Map<String, Metatype> METATYPES = Metatype.onClassPath();

    @ParameterizedTest
    @MethodSource("all")
    void theShippedFileListsEveryKeyAtItsDefault(String pid) throws IOException {
        Path file = Path.of("src/main/cfg", ConfigurationFile.name(METATYPES.get(pid)));
        String old = Files.exists(file) ? Files.readString(file) : "";

        agrees(file, old, ConfigurationFile.text(METATYPES.get(pid), old));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theReadmeHasATableOfEveryKey(String pid) throws IOException {
        String old = Files.readString(README);

        agrees(README, old, ReadmeTable.inserted(METATYPES.get(pid), old));
    }

    @Test
    void everyBundleWithSettingsIsSeen() {
        assertThat(METATYPES)
                .containsKeys(
                        "io.qsa.broker",
                        "io.qsa.sip",
                        "io.qsa.sip.credentials",
                        "io.qsa.presence_b2b",
                        "io.qsa.pa",
                        "io.qsa.pa.users",
                        "io.qsa.pa.store.jdbc",
                        "io.qsa.rls");
    }

    static Stream<String> all() {
        return METATYPES.keySet().stream();
    }

    private static void agrees(Path file, String actual, String expected) throws IOException {
        if (REWRITE) {
            Files.writeString(file, expected);
        } else {
            assertThat(actual)
                    .as("%s, to be renewed with -Dconfiguration.rewrite=true", file)
                    .isEqualTo(expected);
        }
    }
}
