package io.qsa.itests.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.qsa.itests.house.docs.GeneratedFile;
import io.qsa.itests.platform.BundleJars;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A folder is a bundle; a bundle has one entry package, private packages are below it, and each package has a
 * description.
 */
class LayoutRulesTest {
    private static final double LARGEST_SHARE = 22;

    private final Sources sources = Sources.of(GeneratedFile.ROOT);

    @Test
    void everyPackageSaysWhatItIs() {
        assertThat(sources.packagesWithoutDescription()).isEmpty();
    }

    @Test
    void noNameStandsForTwoThings() {
        assertThat(sources.namesSaidTwice()).isEmpty();
    }

    @Test
    void noBundleIsMostOfTheHouse() {
        assertThat(sources.shares().values()).hasSizeGreaterThan(10).allMatch(share -> share < LARGEST_SHARE);
    }

    static Stream<String> ours() {
        return BundleJars.onClassPath().ours().stream()
                // It holds the library alone.
                .filter(bundle -> !bundle.equals("io.qsa.jain.sip"));
    }

    @ParameterizedTest
    @MethodSource("ours")
    void whatIsPrivateIsInternalButTheFrontDoor(String bundle) {
        assertThat(frontDoors(BundleHeaders.of(BundleJars.onClassPath().jar(bundle))))
                .hasSizeLessThanOrEqualTo(1);
    }

    /** Packages that are neither exported nor below {@code internal}. */
    private static Set<String> frontDoors(BundleHeaders bundle) {
        Set<String> doors = new TreeSet<>(bundle.packages());
        doors.removeAll(bundle.exports());
        doors.removeIf(name -> (name + ".").contains(".internal."));
        return doors;
    }

    /** The rules can fail. */
    @Test
    void whatBreaksThemIsFound(@TempDir Path root) throws IOException {
        Path first = Files.createDirectories(root.resolve("bundles/one/src/main/java/a/b"));
        Path second = Files.createDirectories(root.resolve("two/src/main/java/c"));
        Files.writeString(first.resolve("package-info.java"), "/** Says it. */\npackage a.b;\n");
        Files.writeString(first.resolve("State.java"), "package a.b;\nenum State {}\n");
        Files.writeString(second.resolve("State.java"), "package c;\nenum State {}\n");
        Sources broken = Sources.of(root);

        assertThat(broken.packagesWithoutDescription()).containsExactly("two c");
        assertThat(broken.namesSaidTwice()).containsOnlyKeys("State");
        assertThat(broken.shares().values()).anyMatch(share -> share >= LARGEST_SHARE);

        Attributes manifest = new Attributes();
        manifest.putValue("Export-Package", "a");
        assertThat(frontDoors(new BundleHeaders(manifest, Set.of("a", "a.one", "a.two", "a.internal.x"))))
                .hasSize(2);
    }
}
