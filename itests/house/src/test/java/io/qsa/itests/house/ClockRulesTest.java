package io.qsa.itests.house;

import java.io.IOException;
import java.time.Instant;
import java.util.Timer;
import java.util.concurrent.ScheduledExecutorService;
import java.util.jar.JarFile;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.itests.house.machine.ImpureMachine;
import io.qsa.itests.platform.BundleJars;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * U15: code that waits uses the timers of its bundle, so that its tests need not wait. Only limits of log lines read
 * the clock directly, and waits at the end of a bundle measure their duration; the time of day comes from a clock that
 * is passed in.
 */
class ClockRulesTest {
    private static final ArchRule ASKS_TIMERS = noClasses()
            .that()
            .resideOutsideOfPackages("..time..", "..timer..", "..thread..", "..threads..")
            .and()
            .haveNameNotMatching(".*\\.(Consumer|NotifierCalls)")
            .should()
            .dependOnClassesThat(belongToAnyOf(Timer.class).or(assignableTo(ScheduledExecutorService.class)))
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now");

    @ParameterizedTest
    @ValueSource(strings = {"io.qsa.broker", "io.qsa.presence.b2b", "io.qsa.pa", "io.qsa.rls", "io.qsa.base"})
    void whatWaitsForATimeAsksTheTimersOfItsBundle(String bundle) throws IOException {
        try (JarFile jar = new JarFile(BundleJars.onClassPath().jar(bundle).toFile())) {
            ASKS_TIMERS.check(new ClassFileImporter().importJar(jar));
        }
    }

    /** The rule can fail. */
    @Test
    void whoReadsTheClockIsFound() {
        assertThat(ASKS_TIMERS
                        .evaluate(new ClassFileImporter().importClasses(ImpureMachine.class))
                        .hasViolation())
                .isTrue();
    }
}
