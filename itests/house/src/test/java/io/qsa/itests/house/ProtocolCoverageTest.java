package io.qsa.itests.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps {@code docs/protocol-coverage.md} true. To write it anew:
 * {@code mvn verify -Dcoverage=write}.
 */
class ProtocolCoverageTest {
    private static final Path HOUSE = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("../..")
            .normalize();
    private static final Path DOCUMENT = HOUSE.resolve("docs/protocol-coverage.md");

    @Test
    void theDocumentSaysWhatTheTestsCover() throws IOException {
        String coverage = ProtocolCoverage.of(HOUSE).toMarkdown();
        if (System.getProperty("coverage", "").equals("write")) {
            Files.writeString(DOCUMENT, coverage);
        }

        assertThat(DOCUMENT).hasContent(coverage);
    }

    @Test
    void everyIdInATestIsAStatement() throws IOException {
        assertThat(ProtocolCoverage.of(HOUSE).unknownIds()).isEmpty();
    }

    @Test
    void everyStatementOnSubscriberAndSipCoreThatGatesAReleaseHasATest() throws IOException {
        assertThat(ProtocolCoverage.of(HOUSE).gaps()).isEmpty();
    }

    @Test
    void whatHasAReasonForHavingNoTestHasNone() throws IOException {
        assertThat(ProtocolCoverage.of(HOUSE).needlessReasons()).isEmpty();
    }
}
