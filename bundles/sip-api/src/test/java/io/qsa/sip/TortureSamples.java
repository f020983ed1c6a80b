package io.qsa.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The messages in the folder torture, with the line ends of SIP and the lengths of their bodies. */
public final class TortureSamples {
    private TortureSamples() {}

    /** The names of the messages of a kind, such as {@code valid/odd-spacing}. */
    public static List<String> names(String kind) {
        try (Stream<Path> files = Files.list(folder().resolve(kind))) {
            return files.map(file -> kind + "/" + file.getFileName().toString().replace(".txt", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        try {
            String text = Files.readString(folder().resolve(name + ".txt"))
                    .replace("\n", "\r\n")
                    .replace("{BEL}", "\u0007")
                    .replace("{NUL}", "\u0000")
                    .replace("{DEL}", "\u007f");
            String body = text.substring(text.indexOf("\r\n\r\n") + 4);
            // Text after an empty body is not a body.
            int length = name.contains("after-body") ? 0 : body.getBytes(StandardCharsets.UTF_8).length;
            return text.replace("{length}", String.valueOf(length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(String name) {
        return text(name).getBytes(StandardCharsets.UTF_8);
    }

    /** In the folder of the classes or, for the tests of other bundles, in a jar, which stays open. */
    private static Path folder() {
        try {
            URI folder = TortureSamples.class.getResource("torture").toURI();
            if (folder.getScheme().equals("jar")) {
                openJar(folder);
            }
            return Path.of(folder);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static synchronized void openJar(URI jar) {
        try {
            FileSystems.newFileSystem(jar, Map.of());
        } catch (FileSystemAlreadyExistsException open) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
