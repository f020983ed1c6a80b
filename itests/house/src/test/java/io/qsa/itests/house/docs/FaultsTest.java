package io.qsa.itests.house.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Keeps the tests in {@code docs/faults.md} true: each fault that was met is named by the tests that cover it. */
class FaultsTest {
    private static final GeneratedFile DOCUMENT = new GeneratedFile("docs/faults.md", "faults.rewrite");
    private static final Pattern ROW = Pattern.compile("(?m)^(\\| (F\\d+) \\|.*\\|)[^|\\n]*\\|$");
    private static final Pattern ID = Pattern.compile("\\bF\\d{2,3}\\b");

    @Test
    void theDocumentSaysWhichTestsCoverWhat() throws IOException {
        Map<String, Set<String>> tests = testsById();

        DOCUMENT.mustSay(ROW.matcher(DOCUMENT.text())
                .replaceAll(row -> Matcher.quoteReplacement(
                        row.group(1) + " " + String.join(", ", tests.getOrDefault(row.group(2), Set.of())) + " |")));
    }

    @Test
    void everyFaultInTheDocumentHasATestAndEveryFaultInATestStandsInTheDocument() throws IOException {
        Set<String> rows = new TreeSet<>();
        ROW.matcher(DOCUMENT.text()).results().forEach(row -> rows.add(row.group(2)));

        assertThat(rows).hasSizeGreaterThan(40).isEqualTo(testsById().keySet());
    }

    private static Map<String, Set<String>> testsById() throws IOException {
        Map<String, Set<String>> tests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(GeneratedFile.ROOT)) {
            files.filter(file -> isTest(GeneratedFile.ROOT.relativize(file).toString()))
                    .forEach(file -> ID.matcher(text(file)).results().forEach(id -> tests.computeIfAbsent(
                                    id.group(), any -> new TreeSet<>())
                            .add(file.getFileName().toString().replace(".java", ""))));
        }
        return tests;
    }

    private static boolean isTest(String path) {
        return path.endsWith(".java") && path.contains("src/test/") && !path.endsWith("/FaultsTest.java");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
