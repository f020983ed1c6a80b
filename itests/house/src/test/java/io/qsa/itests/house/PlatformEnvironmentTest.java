package io.qsa.itests.house;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** F92, F143: with which options and on which JDK the distribution runs; Karaf's scripts read {@code bin/setenv}. */
class PlatformEnvironmentTest {
    private static final Path DISTRIBUTION = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("../../distribution")
            .normalize();
    private static final Path SETENV = DISTRIBUTION.resolve("karaf/src/main/bin/setenv");

    /** As start does, which runs the script that runs the platform. */
    private static String options(Optional<String> before) throws IOException, InterruptedException {
        ProcessBuilder shell = shell();
        before.ifPresent(options -> shell.environment().put("EXTRA_JAVA_OPTS", options));
        Process process = shell.start();
        String printed = printed(process);
        assertThat(process.waitFor()).isZero();
        return printed;
    }

    private static ProcessBuilder shell() {
        ProcessBuilder shell =
                new ProcessBuilder("sh", "-c", ". \"$0\"; . \"$0\"; printf %s \"$EXTRA_JAVA_OPTS\"", SETENV.toString());
        shell.environment().remove("EXTRA_JAVA_OPTS");
        return shell.redirectErrorStream(true);
    }

    private static String printed(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** F143: a JDK is known by the file {@code release} in it. */
    @ParameterizedTest
    @CsvSource({"17.0.13, 0", "21.0.5, 0", "23, 0", "24, 1", "25.0.1, 1"})
    void aJdkThatKarafCannotUseIsNamed(String version, int exit, @TempDir Path jdk) throws Exception {
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
        ProcessBuilder shell = shell();
        shell.environment().put("JAVA_HOME", jdk.toString());
        Process process = shell.start();
        String printed = printed(process);

        assertThat(process.waitFor()).isEqualTo(exit);
        assertThat(printed)
                .isEqualTo(
                        exit == 0
                                ? "-XX:+ExitOnOutOfMemoryError"
                                : "Java " + version.substring(0, 2) + " in " + jdk
                                        + " cannot run this platform: set JAVA_HOME to a JDK 17 or 21\n");
    }

    /** F103: run.sh calls this for each platform that it unpacks. */
    @Test
    void nobodyElseReadsConfigurationsAndStore(@TempDir Path platform) throws Exception {
        Path etc = Files.createDirectory(platform.resolve("etc"));
        Path tools = DISTRIBUTION.resolve("tools.sh");
        Process process = new ProcessBuilder(
                        "bash", "-c", ". \"$0\"; make_private \"$1\"", tools.toString(), platform.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(printed(process)).isEmpty();
        assertThat(process.waitFor()).isZero();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(etc)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(platform.resolve("data/qsa"))))
                .isEqualTo("rwx------");
    }

    /** F135: in the shell of the platform itself the end of the session is the end of the platform, by SSH it is not. */
    @Test
    void theWelcomeSaysWhatLogoutEnds() throws IOException {
        Path etc = DISTRIBUTION.resolve("karaf/src/main/etc");

        assertThat(etc.resolve("branding.properties")).content().contains("ctrl-d stops the platform");
        assertThat(etc.resolve("branding-ssh.properties"))
                .content()
                .contains("ctrl-d ends this session")
                .doesNotContain("stops the platform");
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
