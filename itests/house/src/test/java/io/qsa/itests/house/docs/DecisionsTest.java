package io.qsa.itests.house.docs;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Keeps {@code docs/decisions/README.md} true. To rewrite it: {@code mvn verify -Ddecisions.rewrite=true}. */
class DecisionsTest {
    private static final String HEAD =
            """
            # Decisions

            What was chosen where there was a choice, and why. Made from the heads of the documents by
            `mvn verify -Ddecisions.rewrite=true`; the build checks that it is up to date.

            | number | decision | date | status |
            |---|---|---|---|
            """;

    @Test
    void theIndexListsEveryDecision() throws IOException {
        new GeneratedFile(Decision.FOLDER + "/README.md", "decisions.rewrite").mustSay(index(Decision.all()));
    }

    @Test
    void noNumberIsGivenTwice() throws IOException {
        assertThat(Decision.all()).extracting(Decision::number).doesNotHaveDuplicates();
    }

    @Test
    void aDocumentWithoutItsHeadIsRefused() {
        String complete = "# 7. Seven\n\n- Status: superseded by 8\n- Date: 2026-11-22\n\nBecause.\n";

        assertThat(Decision.read("0007-seven.md", complete).status()).isEqualTo("superseded by 8");
        assertThatThrownBy(() -> Decision.read("0008-seven.md", complete)).hasMessageContaining("0008-seven.md");
        assertThatThrownBy(() -> Decision.read("0007-seven.md", "# 7. Seven\n\nBecause.\n"))
                .hasMessageContaining("- Status");
    }

    private static String index(List<Decision> decisions) {
        StringBuilder index = new StringBuilder(HEAD);
        for (Decision decision : decisions) {
            index.append("| %d | [%s](%s) | %s | %s |\n"
                    .formatted(
                            decision.number(), decision.title(), decision.file(), decision.date(), decision.status()));
        }
        return index.toString();
    }
}
