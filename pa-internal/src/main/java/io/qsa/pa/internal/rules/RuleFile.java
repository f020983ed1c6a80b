package io.qsa.pa.internal.rules;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

import io.qsa.base.uri.EntityUri;
import io.qsa.presence.xml.XmlCursor;
import io.qsa.presence.xml.XmlException;

/**
 * A rule document in a directory, as it is on disk. Immutable.
 *
 * <p>It is named after its presentity: {@code alice@example.com.xml}, {@code tel:+12015550123.xml}; {@code %HH} stands for
 * a character that a file name cannot have. A name is only read and never made, so no URI leads out of the directory.
 */
record RuleFile(Path path, FileTime modified, long size) {
    private static final String SUFFIX = ".xml";

    /** The document at a path; empty if it is hidden, not a file, or has another suffix. */
    static Optional<RuleFile> of(Path path) throws IOException {
        String name = path.getFileName().toString();
        if (name.startsWith(".") || !name.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return attributes.isRegularFile()
                ? Optional.of(new RuleFile(path, attributes.lastModifiedTime(), attributes.size()))
                : Optional.empty();
    }

    /** The URI whose rules these are; an {@link IllegalArgumentException} if the name is not that of a presentity. */
    String presentity() {
        String file = path.getFileName().toString();
        // In a URI a plus sign is not a blank.
        String name = URLDecoder.decode(
                file.substring(0, file.length() - SUFFIX.length()).replace("+", "%2B"), StandardCharsets.UTF_8);
        String uri = name.startsWith("tel:") ? name : "sip:" + name;
        String key = EntityUri.key(uri);
        if (!key.equals(name)) {
            throw new IllegalArgumentException("the name should be " + key + SUFFIX);
        }
        return uri;
    }

    RuleSet read() throws IOException, XmlException {
        if (size > XmlCursor.MAX_BYTES) {
            throw new XmlException(size + " bytes are more than " + XmlCursor.MAX_BYTES);
        }
        return RulesReader.read(Files.readAllBytes(path));
    }
}
