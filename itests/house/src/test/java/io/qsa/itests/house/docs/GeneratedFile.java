package io.qsa.itests.house.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file of the repository that a test makes from other files. The build fails when it is not up to date, and writes it
 * when the switch is set: {@code mvn verify -DSWITCH=true}. Immutable.
 */
public final class GeneratedFile {
    /** The root of the repository. */
    public static final Path ROOT = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("../..")
            .normalize();

    private final String path;
    private final String rewriteSwitch;

    /**
     * @param path where it is, from the root of the repository
     * @param rewriteSwitch the system property that makes a run write it
     */
    public GeneratedFile(String path, String rewriteSwitch) {
        this.path = path;
        this.rewriteSwitch = rewriteSwitch;
    }

    /** Its present text; empty if it does not exist. */
    String text() {
        Path file = ROOT.resolve(path);
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks that it has the expected text, or writes it. */
    public void mustSay(String expected) {
        if (Boolean.getBoolean(rewriteSwitch)) {
            write(expected);
        }
        assertThat(text())
                .as("%s, to be renewed with mvn verify -D%s=true", path, rewriteSwitch)
                .isEqualTo(expected);
    }

    private void write(String text) {
        try {
            Files.writeString(ROOT.resolve(path), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
