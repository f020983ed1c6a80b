package io.qsa.itests.house.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The first documents are short, and their links have a target. */
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]+)(?:#[^)]*)?\\)");

    @Test
    void theReadmeIsShort() throws IOException {
        assertThat(Files.size(GeneratedFile.ROOT.resolve("README.md"))).isLessThanOrEqualTo(8000);
    }

    @Test
    void everyLinkToAFileLeadsToOne() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path document : documents()) {
            LINK.matcher(Files.readString(document))
                    .results()
                    .map(link -> link.group(1))
                    .filter(target -> !Files.exists(document.resolveSibling(target)))
                    .forEach(target -> dead.add(GeneratedFile.ROOT.relativize(document) + ": " + target));
        }
        assertThat(dead).isEmpty();
    }

    /** A class may move to another bundle or get another name; the walk of a NOTIFY in the map then has to follow. */
    @Test
    void everyClassOnTheWayOfANotifyIsInItsBundle() throws IOException {
        List<WalkStep> walk = WalkStep.of(Files.readString(GeneratedFile.ROOT.resolve("docs/README.md")));

        assertThat(walk).hasSizeBetween(1, 8).allSatisfy(step -> {
            assertThat(step.classes()).as(step.text()).isNotEmpty();
            assertThat(sources(step.folders())).as(step.text()).containsAll(step.classes());
        });
    }

    @Test
    void aStepNamesItsClassesAndItsBundles() {
        String map =
                "# X\n1. no `Step`\n\n## The way of a NOTIFY\n\nFrom `Here`.\n\n1. [`a/b`](../a/b): `One` reads,\n   then `Two`.\n";

        assertThat(WalkStep.of(map)).singleElement().satisfies(step -> {
            assertThat(step.folders()).containsExactly("a/b");
            assertThat(step.classes()).containsExactly("One", "Two");
        });
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(GeneratedFile.ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
                                    .map(GeneratedFile.ROOT::resolve),
                            files.filter(file -> file.toString().endsWith(".md")))
                    .toList();
        }
    }

    /** The names of the classes in some bundles. */
    private static List<String> sources(List<String> folders) {
        return folders.stream().flatMap(DocumentsTest::sources).toList();
    }

    private static Stream<String> sources(String folder) {
        try (Stream<Path> files = Files.walk(GeneratedFile.ROOT.resolve(folder).resolve("src/main/java"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
