package io.qsa.itests.house;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.qsa.itests.platform.BundleJars;
import io.qsa.itests.platform.Platform;

import static org.assertj.core.api.Assertions.assertThat;

/** F160, F161: every bundle with a configuration of which there is one keeps copies of it away. */
class SingleConfigurationsTest {
    private static final String ACTIVATOR = "io.qsa.base.config.SingleConfigurations";

    @Test
    void whoeverHasAConfigurationThatIsNoFactoryKeepsCopiesAway() throws IOException {
        BundleJars jars = BundleJars.onClassPath();
        List<String> with = new ArrayList<>();
        List<String> without = new ArrayList<>();
        for (String name : Stream.concat(Platform.OURS.stream(), Platform.OPTIONAL.stream())
                .toList()) {
            if (describesASingleConfiguration(jars.jar(name))) {
                boolean isGuarded = ACTIVATOR.equals(jars.manifest(name).getValue("Bundle-Activator"));
                (isGuarded ? with : without).add(name);
            }
        }

        assertThat(without).isEmpty();
        assertThat(with).contains("io.qsa.sip", "io.qsa.broker", "io.qsa.pa.store.jdbc");
    }

    private static boolean describesASingleConfiguration(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().toList()) {
                if (entry.getName().matches("OSGI-INF/metatype/.*\\.xml")) {
                    byte[] text = file.getInputStream(entry).readAllBytes();
                    if (new String(text, StandardCharsets.UTF_8).contains("<Designate pid=")) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
