package io.qsa.base.directory;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.text.LogText;

/**
 * The documents of one directory: its files with one suffix that are not hidden. If a file is broken or cannot be read,
 * its last good version is kept; if the directory cannot be read, all are. Only a file that is removed is dropped.
 * Confined to one thread at a time.
 *
 * @param <T> what a document becomes
 */
public final class DocumentDirectory<T> {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentDirectory.class);
    private static final int MAX_MESSAGE = 400;

    private final Path path;
    private final String content;
    private final DocumentFormat<T> format;
    /** Every file that was seen, also those that are refused. */
    private Map<Path, DocumentFile<T>> files = Map.of();

    private boolean unreadable;

    /** @param content the kind of documents, in the plural, for the log: {@code presence rules} */
    public DocumentDirectory(Path path, String content, DocumentFormat<T> format) {
        this.path = path;
        this.content = content;
        this.format = format;
    }

    public Path path() {
        return path;
    }

    /** Reads the files that have changed; empty if no document is another one. */
    public Optional<Changes<T>> scan() {
        List<T> changed = new ArrayList<>();
        try {
            Map<Path, DocumentFile<T>> found = lookAtAll(changed);
            files.forEach((file, before) -> {
                if (!found.containsKey(file)) {
                    before.document().ifPresent(changed::add);
                }
            });
            files = found;
        } catch (ClosedByInterruptException end) {
            LOG.debug("{} is not read any more", path);
            return Optional.empty();
        } catch (IOException e) {
            if (!unreadable) {
                LOG.error("The {} in {} cannot be read, those that were stay: {}", content, path, safe(e.toString()));
            }
            unreadable = true;
            return Optional.empty();
        }
        if (unreadable) {
            LOG.info("The {} in {} can be read again", content, path);
        }
        unreadable = false;
        return changed.isEmpty() ? Optional.empty() : Optional.of(new Changes<>(documents(), List.copyOf(changed)));
    }

    private List<T> documents() {
        return files.values().stream().flatMap(file -> file.document().stream()).toList();
    }

    private Map<Path, DocumentFile<T>> lookAtAll(List<T> changed) throws IOException {
        Map<Path, DocumentFile<T>> found = new TreeMap<>();
        for (Path file : list()) {
            DocumentFile<T> before = files.getOrDefault(file, DocumentFile.unknown());
            look(file, before, changed).ifPresent(now -> found.put(file, now));
        }
        return found;
    }

    private SortedSet<Path> list() throws IOException {
        SortedSet<Path> listed = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, this::isDocument)) {
            entries.forEach(listed::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return listed;
    }

    private boolean isDocument(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(format.suffix()) && !name.startsWith(".");
    }

    /** The present file; empty if it was removed, or is no regular file. */
    private Optional<DocumentFile<T>> look(Path file, DocumentFile<T> before, List<T> changed)
            throws ClosedByInterruptException {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            if (!now.isRegularFile()) {
                return noFile(file, before);
            }
            if (before.isAt(now)) {
                return Optional.of(before.readable());
            }
            return Optional.of(read(file, now, before, changed));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (ClosedByInterruptException end) {
            throw end;
        } catch (IOException e) {
            String failure = safe(e.toString());
            if (!before.isUnreadableFor(failure)) {
                LOG.error("The {} in {} cannot be read, those that were stay: {}", content, name(file), failure);
            }
            return Optional.of(before.unreadable(failure));
        }
    }

    /** An entry that never was a regular file is ignored. */
    private Optional<DocumentFile<T>> noFile(Path file, DocumentFile<T> before) throws IOException {
        if (before.document().isPresent()) {
            throw new IOException(file + " is no file any more");
        }
        return Optional.empty();
    }

    private DocumentFile<T> read(Path file, BasicFileAttributes now, DocumentFile<T> before, List<T> changed)
            throws IOException {
        if (now.size() > format.maxBytes()) {
            return refused(file, now, before, now.size() + " bytes are more than " + format.maxBytes());
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            T document = format.reader().read(file, bytes);
            changed.add(document);
            return DocumentFile.of(now, Optional.of(document));
        } catch (Exception e) {
            // Documents are foreign input: an exception while reading one must not affect the others.
            boolean isBug = e instanceof RuntimeException && !(e instanceof IllegalArgumentException);
            return refused(file, now, before, isBug || e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private DocumentFile<T> refused(Path file, BasicFileAttributes now, DocumentFile<T> before, String reason) {
        LOG.error("The {} in {} are not taken, those that were stay: {}", content, name(file), safe(reason));
        return DocumentFile.of(now, before.document());
    }

    private static String name(Path file) {
        return safe(file.toString());
    }

    private static String safe(String text) {
        return LogText.of(text, MAX_MESSAGE);
    }

    /**
     * The result of a scan. Immutable.
     *
     * @param documents all present ones, in the order of the names of their files
     * @param changed those that are new, and the last version of those that were removed
     */
    public record Changes<T>(List<T> documents, List<T> changed) {}
}
