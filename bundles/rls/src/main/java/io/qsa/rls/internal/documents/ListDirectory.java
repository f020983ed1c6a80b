package io.qsa.rls.internal.documents;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.directory.DocumentDirectory;
import io.qsa.base.directory.DocumentDirectory.Changes;
import io.qsa.base.directory.DocumentFormat;
import io.qsa.base.tolerance.Tolerances;
import io.qsa.presence.xml.XmlCursor;
import io.qsa.rls.ResourceList;
import io.qsa.rls.ResourceLists;

/**
 * The lists in the documents of one directory. {@link #scan} is confined to one thread, the rest is safe for any. If a
 * document is broken, or a file or the directory cannot be read, the lists that were read before stay.
 */
public final class ListDirectory implements ResourceLists {
    private static final Logger LOG = LoggerFactory.getLogger(ListDirectory.class);
    private static final String SUFFIX = ".xml";

    private final DocumentDirectory<List<ResourceList>> directory;
    private volatile Map<String, ResourceList> byKey = Map.of();

    /** @param deepest how deep lists may nest; -1 for any depth */
    public ListDirectory(Path path, int deepest, Tolerances tolerances) {
        directory = new DocumentDirectory<>(
                path,
                "lists",
                new DocumentFormat<>(
                        SUFFIX,
                        XmlCursor.MAX_BYTES,
                        (file, content) -> ListsReader.read(content, uriOf(file), deepest, tolerances)));
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
        Optional<Changes<List<ResourceList>>> changes = directory.scan();
        changes.ifPresent(this::take);
        return changes.isPresent();
    }

    private void take(Changes<List<ResourceList>> changes) {
        Map<String, ResourceList> lists = new HashMap<>();
        changes.documents()
                .forEach(document -> document.forEach(list -> lists.putIfAbsent(ResourceList.key(list.uri()), list)));
        byKey = lists;
        LOG.info("{} lists are in {}", lists.size(), directory.path());
    }

    /** {@code friends@example.com.xml} is {@code sip:friends@example.com}. */
    private static String uriOf(Path path) {
        String name = path.getFileName().toString();
        return "sip:" + name.substring(0, name.length() - SUFFIX.length());
    }
}
