package io.qsa.itests.house.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A document of {@code docs/decisions}, by its head. Immutable. */
record Decision(int number, String title, String status, LocalDate date, String file) {
    static final String FOLDER = "docs/decisions";

    private static final Pattern FILE = Pattern.compile("(\\d{4})-[a-z0-9-]+\\.md");
    private static final Pattern HEAD = Pattern.compile(
            "# (\\d+)\\. (.+)\n\n- Status: (accepted|proposed|superseded by \\d+)\n- Date: (\\d{4}-\\d\\d-\\d\\d)\n\n.*",
            Pattern.DOTALL);

    /** All of them, by number. */
    static List<Decision> all() throws IOException {
        try (Stream<Path> files = Files.list(GeneratedFile.ROOT.resolve(FOLDER))) {
            return files.filter(file -> FILE.matcher(name(file)).matches())
                    .sorted()
                    .map(file -> read(name(file), text(file)))
                    .toList();
        }
    }

    static Decision read(String file, String text) {
        Matcher name = FILE.matcher(file);
        Matcher head = HEAD.matcher(text);
        if (!name.matches() || !head.matches() || Integer.parseInt(name.group(1)) != Integer.parseInt(head.group(1))) {
            throw new IllegalArgumentException(file + " does not begin with: # NUMBER. TITLE, an empty line,"
                    + " - Status: accepted, - Date: YYYY-MM-DD, an empty line");
        }
        return new Decision(
                Integer.parseInt(head.group(1)), head.group(2), head.group(3), LocalDate.parse(head.group(4)), file);
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
