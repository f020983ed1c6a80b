package io.qsa.presence.b2b.internal.machine;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class AnswerKindTest {
    @DisplayName("S06 S14 S25 S26 S29 S30 S34 S35 S36 B8 every code has one meaning")
    @ParameterizedTest
    @CsvSource({
        "200, ACCEPTED",
        "202, ACCEPTED",
        "299, ACCEPTED",
        "204, ACCEPTED_SILENTLY",
        "300, REDIRECTED",
        "301, REDIRECTED",
        "302, REDIRECTED",
        "305, TEMPORARY",
        "380, TEMPORARY",
        "400, TEMPORARY",
        "401, TEMPORARY",
        "403, TEMPORARY",
        "404, TEMPORARY",
        "405, TEMPORARY",
        "406, PERMANENT",
        "407, TEMPORARY",
        "408, TEMPORARY",
        "410, TEMPORARY",
        "413, TEMPORARY",
        "415, PERMANENT",
        "416, TEMPORARY",
        "420, PERMANENT",
        "421, PERMANENT",
        "423, TOO_BRIEF",
        "480, TEMPORARY",
        "481, NO_DIALOG",
        "482, TEMPORARY",
        "483, TEMPORARY",
        "486, TEMPORARY",
        "489, PERMANENT",
        "499, TEMPORARY",
        "500, TEMPORARY",
        "501, TEMPORARY",
        "503, TEMPORARY",
        "504, TEMPORARY",
        "600, TEMPORARY",
        "603, TEMPORARY",
        "604, TEMPORARY",
        "699, TEMPORARY"
    })
    void everyCodeHasOneMeaning(int code, AnswerKind kind) {
        assertThat(AnswerKind.of(code)).isEqualTo(kind);
    }

    @Test
    @DisplayName("S87 these codes, and no other ones, end a subscription that is refreshed")
    void theseCodesEndARefreshedSubscription() {
        Set<Integer> ending = new TreeSet<>();
        IntStream.rangeClosed(200, 699).filter(AnswerKind::endsSubscription).forEach(ending::add);

        assertThat(ending)
                .containsExactlyElementsOf(List.of(404, 405, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604));
    }

    @Test
    void provisionalCodesAreNoAnswers() {
        assertThatIllegalStateException().isThrownBy(() -> AnswerKind.of(180)).withMessageContaining("180");
    }

    @Test
    @DisplayName("S78 reasons are compared without regard to case; unknown ones are one")
    void reasonsAreComparedWithoutRegardToCase() {
        assertThat(TerminationReason.of("NoResource")).isEqualTo(TerminationReason.NORESOURCE);
        assertThat(TerminationReason.of("DEACTIVATED")).isEqualTo(TerminationReason.DEACTIVATED);
        assertThat(TerminationReason.of("")).isEqualTo(TerminationReason.OTHER);
        assertThat(TerminationReason.of("rejected2")).isEqualTo(TerminationReason.OTHER);
        for (TerminationReason reason : TerminationReason.values()) {
            assertThat(TerminationReason.of(reason.name())).isEqualTo(reason);
        }
    }
}
