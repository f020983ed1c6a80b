package io.qsa.shell.internal.commands;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.qsa.base.command.RecordedCall;
import io.qsa.base.config.DescribedConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** F124: several keys are one update. */
class SetCommandTest {
    private final FakeConfigurations configurations =
            new FakeConfigurations(Map.of("auth", "none", "service.pid", "io.qsa.pa", "odd", "x"));

    private List<String> set(String pid, String... changes) {
        RecordedCall call = new RecordedCall(Map.of("PID", pid, "KEY=VALUE", String.join("\n", changes)));
        new SetCommand(
                        configurations.admin(),
                        () -> List.of(
                                new DescribedConfiguration(
                                        "io.qsa.pa", false, Set.of("auth", "realm", "rules_directory")),
                                new DescribedConfiguration("io.qsa.pa.users", true, Set.of("username"))))
                .execute(call);
        return call.lines();
    }

    @Test
    void changesSeveralKeysInOneUpdateAndKeepsTheOthers() {
        assertThat(set("io.qsa.pa", "auth=rules", "rules_directory=/srv/a=b"))
                .containsExactly("io.qsa.pa has auth, rules_directory changed; qsa:health says whether it is taken");
        assertThat(configurations.updates)
                .containsExactly(
                        Map.of("auth", "rules", "rules_directory", "/srv/a=b", "service.pid", "io.qsa.pa", "odd", "x"));
    }

    @Test
    void aKeyWithoutAValueHasItsDefaultAgain() {
        set("io.qsa.pa", "auth=", "odd=");

        assertThat(configurations.updates).containsExactly(Map.of("service.pid", "io.qsa.pa"));
    }

    @Test
    void whatIsTheSameAlreadyIsNoUpdate() {
        assertThat(set("io.qsa.pa", "auth=none")).containsExactly("io.qsa.pa has these values already");
        assertThat(configurations.updates).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "io.qsa.paa, auth=rules, There is no single configuration io.qsa.paa (did you mean io.qsa.pa?); there are io.qsa.pa",
        "io.qsa.pa.users, username=x, There is no single configuration io.qsa.pa.users",
        "io.qsa.pa, autj=rules, io.qsa.pa has no key 'autj' (did you mean auth?). Nothing is changed",
        "io.qsa.pa, service.pid, 'service.pid' is not KEY=VALUE. Nothing is changed",
        "io.qsa.pa, =rules, '=rules' is not KEY=VALUE. Nothing is changed",
    })
    void saysWhatIsWrongAndChangesNothing(String pid, String change, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set(pid, "realm=good", change))
                .withMessageContaining(message);
        assertThat(configurations.updates).isEmpty();
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set("io.qsa.pa", "autj=rules", "realm=a", "realm=b"))
                .withMessage(
                        "io.qsa.pa has no key 'autj' (did you mean auth?); realm is given twice. Nothing is changed");
    }
}
