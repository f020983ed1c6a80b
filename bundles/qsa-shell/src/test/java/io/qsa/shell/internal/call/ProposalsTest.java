package io.qsa.shell.internal.call;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.qsa.base.command.CommandSyntax;

import static org.assertj.core.api.Assertions.assertThat;

class ProposalsTest {
    private final CommandSyntax syntax = new EchoCommand().syntax();

    @Test
    void proposesTheValuesOfTheNextArgument() {
        assertThat(at(List.of(), "")).containsOnlyKeys("sip:alice@example.com", "sip:bob@example.com");
        assertThat(at(List.of("--count", "3", "--loud"), "")).containsKey("sip:alice@example.com");
        assertThat(at(List.of("a"), "")).isEmpty();
    }

    @Test
    void proposesOptionsThatAreNotGivenYet() {
        assertThat(at(List.of("--loud"), "-"))
                .containsExactly(
                        Map.entry("--count", "How often"),
                        Map.entry("--json", "Print JSON for programs"),
                        Map.entry("--help", "Print this help"));
    }

    @Test
    void proposesOptionsWhereNoArgumentIsLeft() {
        assertThat(at(List.of("a", "b"), "")).containsKeys("--count", "--loud");
    }

    @Test
    void proposesNothingForTheValueOfAnOption() {
        assertThat(at(List.of("--count"), "")).isEmpty();
    }

    private Map<String, String> at(List<String> before, String current) {
        return Proposals.at(syntax, before, current);
    }
}
