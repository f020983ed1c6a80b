package io.qsa.base.config;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** F131: an unknown key is reported with the most similar known one. */
class UnknownKeysTest {
    private static final Set<String> KNOWN = Set.of("auth", "realm", "max_watchers", ".password");

    @Test
    void findsWhatNobodyReads() {
        assertThat(UnknownKeys.of(List.of("auth", "reallm", ".pasword"), KNOWN)).containsExactly(".pasword", "reallm");
    }

    @Test
    void passesOverWhatThePlatformPutsIn() {
        assertThat(UnknownKeys.of(
                        List.of(
                                "service.pid",
                                "service.factoryPid",
                                "component.name",
                                "felix.fileinstall.filename",
                                "org.apache.karaf.features.configKey",
                                "dataSource.target",
                                "dataSource.cardinality.minimum"),
                        KNOWN))
                .isEmpty();
    }

    @Test
    void knowsWhatWasMeant() {
        assertThat(UnknownKeys.nearest("reallm", KNOWN)).contains("realm");
        assertThat(UnknownKeys.nearest("maxwatchers", KNOWN)).contains("max_watchers");
        assertThat(UnknownKeys.nearest("autj", KNOWN)).contains("auth");
        assertThat(UnknownKeys.nearest("listen", KNOWN)).isEmpty();
    }
}
