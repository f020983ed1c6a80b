package io.qsa.itests.house;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import io.qsa.itests.house.docs.GeneratedFile;

import static org.assertj.core.api.Assertions.assertThat;

/** Keeps {@code docs/protocol-coverage.md} true. To rewrite it: {@code mvn verify -Dcoverage.rewrite=true}. */
class ProtocolCoverageTest {

    @Test
    void theDocumentSaysWhatTheTestsCover() throws IOException {
        String coverage = ProtocolCoverage.of(GeneratedFile.ROOT).toMarkdown();

        new GeneratedFile("docs/protocol-coverage.md", "coverage.rewrite").mustSay(coverage);
    }

    @Test
    void everyIdInATestIsAStatement() throws IOException {
        assertThat(ProtocolCoverage.of(GeneratedFile.ROOT).unknownIds()).isEmpty();
    }

    @Test
    void everyStatementOnSubscriberAndSipCoreThatGatesAReleaseHasATest() throws IOException {
        assertThat(ProtocolCoverage.of(GeneratedFile.ROOT).gaps()).isEmpty();
    }

    @Test
    void whatHasAReasonForHavingNoTestHasNone() throws IOException {
        assertThat(ProtocolCoverage.of(GeneratedFile.ROOT).needlessReasons()).isEmpty();
    }
}
