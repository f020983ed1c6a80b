package io.qsa.base.directory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.qsa.base.directory.DocumentDirectory.Changes;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentDirectoryTest {
    private static final int MAX_BYTES = 20;

    @TempDir
    private Path folder;

    private final List<String> read = new ArrayList<>();
    private DocumentDirectory<String> directory;
    private int writes;

    private String read(Path file, byte[] content) throws IOException {
        String text = new String(content, StandardCharsets.UTF_8);
        read.add(file.getFileName() + "=" + text);
        switch (text) {
            case "broken" -> throw new IOException("broken");
            case "bug" -> throw new IllegalStateException();
            default -> {
                return text;
            }
        }
    }

    private Optional<Changes<String>> scan() {
        if (directory == null) {
            directory = new DocumentDirectory<>(folder, "texts", new DocumentFormat<>(".txt", MAX_BYTES, this::read));
        }
        return directory.scan();
    }

    private void write(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        // Whatever the resolution of the file system is, it is another time.
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000L * ++writes));
    }

    /** The ERROR lines logged during the work. */
    private static List<String> errorsOf(Runnable work) {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("ERROR"))
                .toList();
    }

    @Test
    void aDocumentIsReadOnceAndStaysUntilItIsRemoved() throws IOException {
        write("a.txt", "one");
        write("b.txt", "two");
        assertThat(scan()).contains(new Changes<>(List.of("one", "two"), List.of("one", "two")));
        assertThat(scan()).isEmpty();
        assertThat(read).containsExactlyInAnyOrder("a.txt=one", "b.txt=two");

        Files.delete(folder.resolve("a.txt"));
        assertThat(scan()).contains(new Changes<>(List.of("two"), List.of("one")));
    }

    @Test
    void aNewVersionReplacesTheOneBefore() throws IOException {
        write("a.txt", "one");
        scan();
        write("a.txt", "two");

        assertThat(scan()).contains(new Changes<>(List.of("two"), List.of("two")));
    }

    @Test
    void aBrokenVersionLeavesTheLastGoodOneAndIsOneError() throws IOException {
        write("a.txt", "one");
        write("b.txt", "two");
        scan();
        write("a.txt", "broken");
        write("b.txt", "three");

        List<String> errors = errorsOf(() -> {
            assertThat(scan()).contains(new Changes<>(List.of("one", "three"), List.of("three")));
            assertThat(scan()).isEmpty();
        });
        assertThat(errors).singleElement().asString().contains("a.txt", "broken", "texts");

        write("a.txt", "four");
        assertThat(scan()).contains(new Changes<>(List.of("four", "three"), List.of("four")));
    }

    /** F74, of documents: whatever the reader throws harms no other document. */
    @Test
    void aReaderThatFailsHarmsNoOtherDocument() throws IOException {
        write("a.txt", "bug");
        write("b.txt", "two");

        List<String> errors =
                errorsOf(() -> assertThat(scan()).contains(new Changes<>(List.of("two"), List.of("two"))));
        assertThat(errors).singleElement().asString().contains("a.txt", "IllegalStateException");
    }

    @Test
    void aFileThatIsTooLongIsNotRead() throws IOException {
        write("a.txt", "one");
        scan();
        write("a.txt", "x".repeat(MAX_BYTES + 1));

        assertThat(scan()).isEmpty();
        assertThat(read).containsExactly("a.txt=one");
    }

    @Test
    void aFileThatCannotBeReadIsTriedAgainAndIsOneError() throws IOException {
        write("a.txt", "one");
        write("b.txt", "two");
        scan();
        // A link to itself cannot be read, even by root.
        Files.delete(folder.resolve("a.txt"));
        Files.createSymbolicLink(folder.resolve("a.txt"), Path.of("a.txt"));
        write("b.txt", "three");

        List<String> errors = errorsOf(() -> {
            assertThat(scan()).contains(new Changes<>(List.of("one", "three"), List.of("three")));
            assertThat(scan()).isEmpty();
        });
        assertThat(errors).singleElement().asString().contains("a.txt");

        Files.delete(folder.resolve("a.txt"));
        write("a.txt", "four");
        assertThat(scan()).contains(new Changes<>(List.of("four", "three"), List.of("four")));
    }

    @Test
    void whatIsHiddenOrHasAnotherSuffixOrIsNoFileIsNoDocument() throws IOException {
        write(".a.txt", "one");
        write("a.xml", "two");
        Files.createDirectory(folder.resolve("b.txt"));

        assertThat(scan()).isEmpty();
        assertThat(read).isEmpty();
    }

    @Test
    void aDirectoryInThePlaceOfAFileLeavesWhatWas() throws IOException {
        write("a.txt", "one");
        scan();
        Files.delete(folder.resolve("a.txt"));
        Files.createDirectory(folder.resolve("a.txt"));
        assertThat(scan()).isEmpty();

        Files.delete(folder.resolve("a.txt"));
        assertThat(scan()).contains(new Changes<>(List.of(), List.of("one")));
    }

    @Test
    void aDirectoryThatGoesLeavesItsDocumentsAndIsOneError() throws IOException {
        write("a.txt", "one");
        scan();
        Path aside = folder.resolveSibling(folder.getFileName() + "-aside");
        Files.move(folder, aside);

        List<String> errors = errorsOf(() -> {
            assertThat(scan()).isEmpty();
            assertThat(scan()).isEmpty();
        });
        assertThat(errors).singleElement().asString().contains(folder.toString());

        Files.move(aside, folder);
        assertThat(scan()).isEmpty();
        assertThat(read).containsExactly("a.txt=one");
    }
}
