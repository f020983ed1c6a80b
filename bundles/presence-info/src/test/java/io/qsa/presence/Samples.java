package io.qsa.presence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sample documents of the tests, by the name of their file. */
final class Samples {
    private Samples() {}

    static byte[] sample(String name) {
        try {
            return Files.readAllBytes(Path.of(Samples.class.getResource(name).toURI()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static PresenceInfo read(String name) throws PidfException {
        return PidfReader.read(sample(name));
    }

    /** The names of all samples in a folder. */
    static List<String> in(String folder) {
        try (Stream<Path> files =
                Files.list(Path.of(Samples.class.getResource(folder).toURI()))) {
            return files.map(f -> folder + "/" + f.getFileName()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
