package io.qsa.pa.store.jdbc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.pa.store.Batch;
import io.qsa.pa.store.StoreException;
import io.qsa.pa.store.StoredPublication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** F92: an agent that finds a corrupt H2 file. */
class UnreadableFileTest {
    @TempDir
    private Path directory;

    private Path file;
    private JdbcStore store;

    @BeforeEach
    void aStoreWithOnePublication() throws Exception {
        file = directory.resolve("pa.mv.db");
        open();
        commit("before");
        store.close();
    }

    private void open() {
        String url = "jdbc:h2:file:" + directory.resolve("pa") + ";DB_CLOSE_ON_EXIT=FALSE";
        store = new JdbcStore(Databases.h2(url.substring("jdbc:h2:".length())), H2File.of(url));
    }

    private void commit(String key) throws StoreException {
        StoredPublication publication =
                new StoredPublication(key, "sip:alice@example.com", "e", Instant.EPOCH, "<presence/>");
        store.commit(new Batch(List.of(publication), List.of(), List.of(), List.of()));
    }

    private List<String> keys() throws StoreException {
        List<String> keys = new ArrayList<>();
        store.readPublications(publication -> keys.add(publication.key()));
        return keys;
    }

    private List<Path> setAside() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(path -> path.toString().contains(".unreadable-"))
                    .toList();
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"header", "zeros", "text"})
    void isSetAsideAndTheAgentGoesOnWithANewOne(String damage) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        byte[] damaged =
                switch (damage) {
                    case "header" -> {
                        Arrays.fill(bytes, 0, 8192, (byte) 'z');
                        yield bytes;
                    }
                    case "zeros" -> new byte[bytes.length];
                    default -> "no database".getBytes(StandardCharsets.UTF_8);
                };
        Files.write(file, damaged);
        open();

        assertThat(keys()).isEmpty();
        commit("after");

        assertThat(keys()).containsExactly("after");
        assertThat(setAside()).hasSize(1).allSatisfy(kept -> assertThat(Files.readAllBytes(kept))
                .isEqualTo(damaged));
    }

    @Test
    void oneThatIsWellIsLeftWhereItIs() throws Exception {
        open();

        assertThat(keys()).containsExactly("before");
        assertThat(setAside()).isEmpty();
    }

    /** A wrong password, or two platforms on one file, must not lose data. */
    @ParameterizedTest
    @CsvSource({"90020, 90020", "28000, 28000", "90013, 90013", "90028, 90028"})
    void whatMayBeReadableTomorrowIsNotUnreadable(int code, String state) {
        assertThat(H2File.isUnreadable(new SQLException("no", state, code))).isFalse();
    }

    @Test
    void aFileThatIsNotOursIsNotTouched() throws Exception {
        Files.writeString(file, "no database");
        store = new JdbcStore(Databases.h2("file:" + directory.resolve("pa")));

        assertThatExceptionOfType(StoreException.class).isThrownBy(this::keys);
        assertThat(setAside()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:/var/qsa/pa;A=B, /var/qsa/pa.mv.db",
        "jdbc:h2:/var/qsa/pa, /var/qsa/pa.mv.db",
        "jdbc:h2:mem:pa,",
        "jdbc:h2:tcp://localhost/pa,",
        "jdbc:postgresql://localhost/pa,",
        "null,"
    })
    void theUrlTellsTheFile(String url, String path) {
        assertThat(H2File.of(url).map(H2File::path))
                .isEqualTo(Optional.ofNullable(path).map(Path::of));
    }
}
