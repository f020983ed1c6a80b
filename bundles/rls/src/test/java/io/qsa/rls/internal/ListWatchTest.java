package io.qsa.rls.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.qsa.base.timer.VirtualTimers;
import io.qsa.base.tolerance.Tolerances;
import io.qsa.rls.internal.documents.ListsTolerance;

import static org.assertj.core.api.Assertions.assertThat;

/** The watch of the directory that the settings name. */
class ListWatchTest {
    private static final String NO_ENTRIES = "<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists'/>";

    @TempDir
    private Path directory;

    @TempDir
    private Path other;

    private final VirtualTimers time = new VirtualTimers();
    private final Deque<Runnable> submitted = new ArrayDeque<>();
    private final ListSources sources = new ListSources();
    private final ListWatch watch =
            new ListWatch(sources, Tolerances.all(ListsTolerance.values()), this::onLists, time, submitted::add);
    private int changes;
    private boolean isBroken;

    private void onLists() {
        changes++;
        if (isBroken) {
            throw new IllegalStateException("broken");
        }
    }

    @AfterEach
    void close() {
        watch.close();
        assertThat(time.size()).isZero();
    }

    private void use(Path path) {
        watch.apply(RlsSettings.of(Map.of("lists_directory", path.toString())));
    }

    private static void write(Path directory, String name) throws IOException {
        Files.writeString(directory.resolve(name + "@example.com.xml"), NO_ENTRIES);
    }

    private void waitForTheNextLook() {
        time.advance(Duration.ofSeconds(2));
        while (!submitted.isEmpty()) {
            submitted.remove().run();
        }
    }

    private boolean isKnown(String name) {
        return sources.find("sip:" + name + "@example.com").isPresent();
    }

    /** The directory is read before the server handles its first request. */
    @Test
    void theListsAreKnownWhenTheSettingsAreApplied() throws Exception {
        write(directory, "friends");
        use(directory);

        assertThat(isKnown("friends")).isTrue();
        assertThat(changes).isEqualTo(1);
    }

    @Test
    void aListThatIsWrittenLaterIsFound() throws Exception {
        use(directory);
        waitForTheNextLook();
        write(directory, "friends");
        waitForTheNextLook();

        assertThat(isKnown("friends")).isTrue();
        assertThat(changes).isEqualTo(2);
    }

    @Test
    void aLookThatFailsIsNotTheLastOne() throws Exception {
        use(directory);
        isBroken = true;
        write(directory, "friends");
        waitForTheNextLook();
        isBroken = false;
        write(directory, "family");
        time.advance(Duration.ofSeconds(3));
        waitForTheNextLook();

        assertThat(isKnown("family")).isTrue();
    }

    @Test
    void anotherDirectoryReplacesTheOneBefore() throws Exception {
        write(directory, "friends");
        write(other, "family");
        use(directory);
        use(other);

        assertThat(isKnown("friends")).isFalse();
        assertThat(isKnown("family")).isTrue();
        waitForTheNextLook();
        assertThat(time.size()).isEqualTo(1);
    }

    @Test
    void theSameSettingsChangeNothing() throws Exception {
        use(directory);
        use(directory);

        assertThat(changes).isEqualTo(1);
    }

    @Test
    void withoutADirectoryThereAreNoLists() throws Exception {
        write(directory, "friends");
        use(directory);
        watch.apply(RlsSettings.DEFAULTS);

        assertThat(isKnown("friends")).isFalse();
    }
}
