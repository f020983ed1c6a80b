package io.qsa.itests.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which statements of {@code docs/protocol.md} are named by which tests. Immutable once made. */
final class ProtocolCoverage {
    private static final Pattern STATEMENT =
            Pattern.compile("^\\| ([A-Z]\\d{1,3}) \\|.*\\| (MUST|SHOULD|EXTRA) \\| (\\w+) \\|$");
    private static final Pattern ID = Pattern.compile("\\b([SNPWRDCQ]\\d{2,3}|[XUB]\\d{1,2})\\b");
    private static final Pattern RANGE = Pattern.compile("\\b([SNPWRDCQXUB])(\\d{1,3})(?:-| to )\\1?(\\d{1,3})\\b");

    private static final Pattern REASON = Pattern.compile("^\\| ([A-Z]\\d{1,3}) \\| ([^|]+) \\|$");
    /** The statements on subscriber and SIP core, whose MUST rows need a test. */
    private static final Pattern GATED = Pattern.compile("[SC]\\d+");

    private final Map<String, Statement> statements = new LinkedHashMap<>();
    private final Map<String, String> reasons = new TreeMap<>();
    private final Map<String, Set<String>> testsById = new TreeMap<>();

    private record Statement(String level, String owner) {}

    private ProtocolCoverage() {}

    /** Reads the statements and all test sources below a root. */
    static ProtocolCoverage of(Path root) throws IOException {
        ProtocolCoverage coverage = new ProtocolCoverage();
        for (String line : Files.readAllLines(root.resolve("docs/protocol.md"))) {
            Matcher statement = STATEMENT.matcher(line);
            if (statement.matches()) {
                coverage.statements.put(statement.group(1), new Statement(statement.group(2), statement.group(3)));
            }
            Matcher reason = REASON.matcher(line);
            if (reason.matches()) {
                coverage.reasons.put(reason.group(1), reason.group(2));
            }
        }
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(ProtocolCoverage::isTest).forEach(coverage::addTest);
        }
        return coverage;
    }

    private static boolean isTest(Path file) {
        String path = file.toString();
        return path.endsWith(".java") && path.contains("/src/test/") && !path.endsWith("ProtocolCoverage.java");
    }

    private void addTest(Path file) {
        String name = file.getFileName().toString().replace(".java", "");
        String source;
        try {
            source = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Matcher id = ID.matcher(source);
        while (id.find()) {
            add(id.group(1), name);
        }
        Matcher range = RANGE.matcher(source);
        while (range.find()) {
            for (int n = Integer.parseInt(range.group(2)); n <= Integer.parseInt(range.group(3)); n++) {
                String inRange = range.group(1) + (range.group(2).length() > 1 ? "%02d" : "%d").formatted(n);
                if (statements.containsKey(inRange)) {
                    add(inRange, name);
                }
            }
        }
    }

    private void add(String id, String test) {
        testsById.computeIfAbsent(id, i -> new TreeSet<>()).add(test);
    }

    /** IDs that a test names and that are no statement. */
    Set<String> unknownIds() {
        Set<String> unknown = new TreeSet<>(testsById.keySet());
        unknown.removeAll(statements.keySet());
        return unknown;
    }

    /** Statements on subscriber and SIP core that gate a release and that no test names. */
    Set<String> gaps() {
        Set<String> gaps = new TreeSet<>();
        statements.forEach((id, statement) -> {
            if (GATED.matcher(id).matches()
                    && statement.level().equals("MUST")
                    && testsOf(id).isEmpty()) {
                gaps.add(id);
            }
        });
        return gaps;
    }

    /** IDs with a reason why there is no test, although there is one, or although nothing has that ID. */
    Set<String> needlessReasons() {
        Set<String> needless = new TreeSet<>(reasons.keySet());
        needless.removeIf(id -> statements.containsKey(id) && testsOf(id).isEmpty());
        return needless;
    }

    String toMarkdown() {
        List<String> lines = new ArrayList<>();
        lines.add("# What the tests cover");
        lines.add("");
        lines.add("Made from the IDs in the tests by `mvn verify -Dcoverage.rewrite=true`; the build checks that");
        lines.add("it is up to date. The statements are in [protocol.md](protocol.md), and so are the reasons why");
        lines.add("one has no test, which are shown in italics.");
        lines.add("");
        lines.add("| Owner | MUST | SHOULD | EXTRA |");
        lines.add("|---|---|---|---|");
        for (String owner : List.of("B2B", "PA", "QSA", "SIP", "DOC")) {
            lines.add("| %s | %s | %s | %s |"
                    .formatted(owner, share(owner, "MUST"), share(owner, "SHOULD"), share(owner, "EXTRA")));
        }
        lines.add("");
        lines.add("| ID | Level | Owner | Tests |");
        lines.add("|---|---|---|---|");
        statements.forEach((id, statement) ->
                lines.add("| %s | %s | %s | %s |".formatted(id, statement.level(), statement.owner(), shown(id))));
        return String.join("\n", lines) + "\n";
    }

    private String shown(String id) {
        return reasons.containsKey(id) ? "*" + reasons.get(id) + "*" : String.join(", ", testsOf(id));
    }

    private String share(String owner, String level) {
        List<String> ids = statements.entrySet().stream()
                .filter(e -> e.getValue().equals(new Statement(level, owner)))
                .map(Map.Entry::getKey)
                .toList();
        long covered = ids.stream().filter(id -> !testsOf(id).isEmpty()).count();
        return covered + " of " + ids.size();
    }

    private Set<String> testsOf(String id) {
        return testsById.getOrDefault(id, Set.of());
    }
}
