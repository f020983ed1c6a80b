package io.qsa.itests.house;

import java.beans.XMLDecoder;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.qsa.itests.house.wire.TrustingReader;
import io.qsa.itests.platform.BundleJars;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * X31: input from the network never decides which class is loaded; XML is read with the one parser that is configured
 * for it.
 */
class WireRulesTest {
    private static final ArchRule READS_TEXT = noClasses()
            .should()
            .dependOnClassesThat(belongToAnyOf(ObjectInputStream.class, XMLDecoder.class)
                    .or(resideInAnyPackage(
                            "javax.xml.bind..",
                            "jakarta.xml.bind..",
                            "javax.xml.parsers..",
                            "javax.xml.transform..",
                            "javax.xml.validation..",
                            "org.xml.sax..",
                            "org.w3c.dom..")))
            .orShould()
            .callMethod(Class.class, "forName", String.class)
            .orShould()
            .callMethod(ClassLoader.class, "loadClass", String.class);

    static Stream<String> ours() {
        return BundleJars.onClassPath().ours().stream()
                // It contains the library alone, whose XML parts are never called.
                .filter(bundle -> !bundle.equals("io.qsa.jain.sip"));
    }

    @ParameterizedTest
    @MethodSource("ours")
    void nothingFromTheWireNamesAClass(String bundle) throws IOException {
        try (JarFile jar = new JarFile(BundleJars.onClassPath().jar(bundle).toFile())) {
            READS_TEXT.check(new ClassFileImporter().importJar(jar));
        }
    }

    /** The rule can fail. */
    @Test
    void whoReadsObjectsIsFound() {
        assertThat(READS_TEXT
                        .evaluate(new ClassFileImporter().importClasses(TrustingReader.class))
                        .hasViolation())
                .isTrue();
    }
}
