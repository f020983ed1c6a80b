package io.qsa.rls.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The scan of the directory that the settings name. */
class ListScanTest {
    @TempDir
    private Path directory;

    private boolean isBroken = true;

    private RlsSettings settings() {
        if (isBroken) {
            throw new IllegalStateException("broken");
        }
        return RlsSettings.of(Map.of("lists_directory", directory.toString()));
    }

    @Test
    void aScanThatFailsIsNotTheLastOne() throws Exception {
        Files.writeString(
                directory.resolve("friends@example.com.xml"),
                "<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists'/>");
        ListSources sources = new ListSources();
        ListScan scan = new ListScan(this::settings, sources, () -> {});

        scan.run();
        isBroken = false;
        scan.run();

        assertThat(sources.find("sip:friends@example.com")).isPresent();
    }
}
