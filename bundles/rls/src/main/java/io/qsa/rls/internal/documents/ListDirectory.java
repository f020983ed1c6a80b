package io.qsa.rls.internal.documents;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.presence.xml.XmlCursor;
import io.qsa.presence.xml.XmlException;
import io.qsa.rls.ResourceList;
import io.qsa.rls.ResourceLists;

/**
 * The lists in the documents of one directory. {@link #scan} is confined to one thread, the rest is safe for any. If a
 * document is broken, or a file or the directory cannot be read, the lists that were read before stay.
 */
public final class ListDirectory implements ResourceLists {
    private static final Logger LOG = LoggerFactory.getLogger(ListDirectory.class);
    private static final String SUFFIX = ".xml";

    private final Path directory;
    private final int deepest;
    private Map<Path, Source> sources = Map.of();
    private final Set<Path> unreadableFiles = new HashSet<>();
    private boolean unreadable;
    private volatile Map<String, ResourceList> byKey = Map.of();

    /** The lists of one document, with its time and size when it was read. Immutable. */
    private record Source(FileTime modified, long size, List<ResourceList> lists) {
        boolean isLike(BasicFileAttributes now) {
            return modified.equals(now.lastModifiedTime()) && size == now.size();
        }
    }

    /** @param deepest how deep lists may nest; -1 for any depth */
    public ListDirectory(Path directory, int deepest) {
        this.directory = directory;
        this.deepest = deepest;
    }

    @Override
    public Optional<ResourceList> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    @Override
    public List<ResourceList> all() {
        return List.copyOf(byKey.values());
    }

    /** Reads the documents that have changed; returns whether any has. */
    public boolean scan() {
        try {
            Map<Path, Source> found = read();
            unreadable = false;
            boolean changed = !found.equals(sources);
            sources = found;
            if (changed) {
                Map<String, ResourceList> lists = new HashMap<>();
                found.values().forEach(source -> source.lists()
                        .forEach(list -> lists.putIfAbsent(ResourceList.key(list.uri()), list)));
                byKey = lists;
                LOG.info("{} lists are in {}", lists.size(), directory);
            }
            return changed;
        } catch (IOException e) {
            if (!unreadable) {
                LOG.error("The lists in {} cannot be read, those that were go on: {}", directory, e.toString());
            }
            unreadable = true;
            return false;
        }
    }

    private Map<Path, Source> read() throws IOException {
        Map<Path, Source> found = new TreeMap<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path path : paths) {
                look(path).ifPresent(source -> found.put(path, source));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    private Optional<Source> look(Path path) {
        Source before = sources.get(path);
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            Optional<Source> source =
                    before != null && before.isLike(now) ? Optional.of(before) : read(path, now, before);
            unreadableFiles.remove(path);
            return source;
        } catch (NoSuchFileException gone) {
            unreadableFiles.remove(path);
            return Optional.empty();
        } catch (IOException e) {
            if (unreadableFiles.add(path)) {
                LOG.warn("{} cannot be read, the lists that were in it go on: {}", path, e.toString());
            }
            return Optional.ofNullable(before);
        }
    }

    private Optional<Source> read(Path path, BasicFileAttributes now, Source before) throws IOException {
        List<ResourceList> lists = before == null ? List.of() : before.lists();
        try {
            if (now.size() > XmlCursor.MAX_BYTES) {
                throw new XmlException(now.size() + " bytes are more than " + XmlCursor.MAX_BYTES);
            }
            lists = ListsReader.read(Files.readAllBytes(path), uriOf(path), deepest);
        } catch (XmlException e) {
            LOG.error("The lists in {} are not taken, those that were go on: {}", path, e.getMessage());
        }
        return Optional.of(new Source(now.lastModifiedTime(), now.size(), lists));
    }

    /** {@code friends@example.com.xml} is {@code sip:friends@example.com}. */
    private static String uriOf(Path path) {
        String name = path.getFileName().toString();
        return "sip:" + name.substring(0, name.length() - SUFFIX.length());
    }
}
