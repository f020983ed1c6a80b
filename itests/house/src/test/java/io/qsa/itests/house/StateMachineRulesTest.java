package io.qsa.itests.house;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Timer;
import java.util.jar.JarFile;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import io.qsa.itests.house.machine.ImpureMachine;
import io.qsa.itests.platform.BundleJars;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** Protocol state machines depend on no SIP library, clock or thread: time and messages are events for them. */
class StateMachineRulesTest {
    private static final ArchRule PURE = noClasses()
            .that()
            .resideInAPackage("..machine..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "javax.sip..", "gov.nist..", "io.qsa.sip..", "java.util.concurrent..", "org.osgi..")
                    .or(belongToAnyOf(Thread.class, Timer.class, Clock.class)))
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now");

    @Test
    void theMachineOfPresenceB2bIsPure() throws IOException {
        try (JarFile bundle =
                new JarFile(BundleJars.onClassPath().jar("io.qsa.presence.b2b").toFile())) {
            PURE.check(new ClassFileImporter().importJar(bundle));
        }
    }

    /** The rule can fail: this machine reads the clock. */
    @Test
    void aMachineThatAsksTheClockIsFound() {
        JavaClasses classes = new ClassFileImporter().importClasses(ImpureMachine.class);

        assertThat(PURE.evaluate(classes).hasViolation()).isTrue();
    }
}
