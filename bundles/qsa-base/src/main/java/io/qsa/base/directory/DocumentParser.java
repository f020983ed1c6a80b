package io.qsa.base.directory;

import java.nio.file.Path;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Reads one document of a directory.
 *
 * @param <T> what a document becomes
 */
@ConsumerType
@FunctionalInterface
public interface DocumentParser<T> {
    /**
     * Called for each new version of a file. An exception refuses that version, and is logged with the name of the
     * file.
     */
    T read(Path file, byte[] content) throws Exception;
}
