package io.qsa.base.command;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CommandSyntaxTest {
    @Test
    void keepsItsParametersInOrder() {
        CommandSyntax syntax = CommandSyntax.of("qsa:watch", "Watches")
                .option("--count", "N", "How many")
                .flag("--quiet", "Say less")
                .argument("RECORD", "Whose");

        assertThat(syntax.scope()).isEqualTo("qsa");
        assertThat(syntax.function()).isEqualTo("watch");
        assertThat(syntax.parameters())
                .extracting(CommandSyntax.Parameter::name)
                .containsExactly("--count", "--quiet", "RECORD");
        assertThat(syntax.parameters())
                .extracting(CommandSyntax.Parameter::takesValue)
                .containsExactly(true, false, true);
        assertThat(syntax.parameters())
                .extracting(CommandSyntax.Parameter::isOption)
                .containsExactly(true, true, false);
    }

    @Test
    void proposesTheValuesOfTheMomentItIsAsked() {
        List<String> ids = new ArrayList<>();
        CommandSyntax.Parameter id = CommandSyntax.of("b2b:refresh", "Refreshes")
                .argument("ID", "Which", () -> ids)
                .parameters()
                .get(0);
        ids.add("q1");

        assertThat(id.proposals()).containsExactly("q1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"watch", ":watch", "qsa:"})
    void wantsAScopeAndAFunction(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandSyntax.of(name, ""))
                .withMessageContaining("scope:function");
    }

    @Test
    void refusesARowThatDoesNotFitItsColumns() {
        Table table = new Table("id", "state").row("q1", "ACTIVE");

        assertThatIllegalArgumentException().isThrownBy(() -> table.row("q2"));
        assertThat(table.rows()).containsExactly(List.of("q1", "ACTIVE"));
    }
}
