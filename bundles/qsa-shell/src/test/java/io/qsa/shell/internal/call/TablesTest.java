package io.qsa.shell.internal.call;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.qsa.base.command.Table;

import static org.assertj.core.api.Assertions.assertThat;

class TablesTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.125Z");

    private final Table table = new Table("id", "next retry", "count", "stale")
            .row("q1", NOON, 7, true)
            .row("q22", "", 1234L, false);

    @Test
    void alignsForPeople() {
        assertThat(text(table))
                .containsExactly(
                        "ID   NEXT RETRY           COUNT  STALE",
                        "q1   2026-11-22 12:00:00      7  yes",
                        "q22  -                     1234  no");
    }

    @Test
    void writesOneObjectPerRowForPrograms() {
        assertThat(JsonTable.lines(table))
                .containsExactly(
                        "[",
                        "  {\"id\": \"q1\", \"next_retry\": \"2026-11-22T12:00:00.125Z\", \"count\": 7, \"stale\": true},",
                        "  {\"id\": \"q22\", \"next_retry\": null, \"count\": 1234, \"stale\": false}",
                        "]");
    }

    @Test
    void showsTheHeadingsOfAnEmptyTable() {
        assertThat(text(new Table("id", "status"))).containsExactly("ID  STATUS");
        assertThat(String.join("", JsonTable.lines(new Table("id", "status")))).isEqualTo("[]");
    }

    @Test
    void escapesWhatWouldSteerTheTerminal() {
        Table hostile = new Table("note").row("a\u001b[2Jb\r\nc\u202ed");

        assertThat(text(hostile)).containsExactly("NOTE", "a\\u001b[2Jb\\r\\nc\\u202ed");
    }

    @Test
    void escapesWhatJsonMayNotHold() {
        Table hostile = new Table("note").row("\"\\\u0000\n\ud83d\ude00\ud83d");

        assertThat(JsonTable.lines(hostile)).contains("  {\"note\": \"\\\"\\\\\\u0000\\u000a\\ud83d\\ude00\\ud83d\"}");
    }

    @Test
    void writesNumbersThatJsonDoesNotKnowAsText() {
        assertThat(JsonTable.lines(new Table("ratio").row(Double.NaN))).contains("  {\"ratio\": \"NaN\"}");
    }

    private static List<String> text(Table table) {
        return new TextTable(ZoneOffset.UTC).lines(table);
    }
}
