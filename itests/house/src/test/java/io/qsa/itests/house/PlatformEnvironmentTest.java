package io.qsa.itests.house;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** F92: with which options the JVM of the distribution runs; Karaf's scripts read them from {@code bin/setenv}. */
class PlatformEnvironmentTest {
    private static final Path SETENV = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("../../distribution/karaf/src/main/bin/setenv")
            .normalize();

    /** As start does, which runs the script that runs the platform. */
    private static String options(Optional<String> before) throws IOException, InterruptedException {
        ProcessBuilder shell =
                new ProcessBuilder("sh", "-c", ". \"$0\"; . \"$0\"; printf %s \"$EXTRA_JAVA_OPTS\"", SETENV.toString());
        shell.environment().remove("EXTRA_JAVA_OPTS");
        before.ifPresent(options -> shell.environment().put("EXTRA_JAVA_OPTS", options));
        Process process = shell.redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return printed;
    }

    @Test
    void aPlatformWithoutMemoryEnds() throws Exception {
        assertThat(options(Optional.empty())).isEqualTo("-XX:+ExitOnOutOfMemoryError");
    }

    @Test
    void whatAnOperatorSetsStays() throws Exception {
        assertThat(options(Optional.of("-Xmx4g"))).isEqualTo("-Xmx4g -XX:+ExitOnOutOfMemoryError");
    }

    @Test
    void anOperatorMayWantTheOpposite() throws Exception {
        assertThat(options(Optional.of("-XX:-ExitOnOutOfMemoryError"))).isEqualTo("-XX:-ExitOnOutOfMemoryError");
    }
}
