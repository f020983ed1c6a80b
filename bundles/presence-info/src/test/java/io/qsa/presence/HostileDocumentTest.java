package io.qsa.presence;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class HostileDocumentTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** D14, X24: no entity is read and none grows, whether it is internal, external or a parameter entity. */
    @ParameterizedTest
    @ValueSource(
            strings = {"external-entity", "external-dtd", "parameter-entity", "billion-laughs", "quadratic-blowup"})
    void aDocumentTypeDeclarationIsRefused(String name) {
        assertRefused(Samples.sample("hostile/" + name + ".xml"), "document type declaration");
    }

    /** D15, X5. */
    @ParameterizedTest
    @ValueSource(ints = {64, 257, 100_000})
    void deepNestingIsRefused(int depth) {
        assertRefused(Xml.presence("<x:a xmlns:x='urn:x'>" + "<x:a>".repeat(depth)), "nested deeper than 64");
        assertRefused(Xml.presence("<unknown>".repeat(depth)), "nested deeper than 64");
    }

    /** D15. */
    @ParameterizedTest
    @ValueSource(ints = {10, 63})
    void nestingUpToTheLimitIsRead(int depth) throws PidfException {
        byte[] document = Xml.presence("<a xmlns='urn:x'>".repeat(depth) + "</a>".repeat(depth));

        assertThat(PidfReader.read(document).extensions()).hasSize(1);
    }

    /** X5. */
    @Test
    void chainsOfCommentsAndInstructionsCostNoStack() {
        byte[] document = Xml.presence("<!-- --><?go on?>".repeat(50_000));

        assertThat(assertTimeoutPreemptively(LIMIT, () -> PidfReader.read(document)))
                .isEqualTo(PresenceInfo.of("sip:alice@example.com"));
    }

    /** D15, X5: a million levels are more bytes than are read. */
    @Test
    void aDocumentOverTheLimitIsRefusedUnread() {
        assertRefused(Xml.presence("<a>".repeat(1_000_000)), "bytes are more than 1048576");
    }

    @Test
    void moreAttributesThanAnybodyNeedsAreRefused() {
        String attributes =
                IntStream.range(0, 50_000).mapToObj(i -> " a" + i + "='1'").collect(Collectors.joining());

        assertRefused(Xml.presence("<x" + attributes + "/>"), "no well-formed XML");
    }

    @Test
    void moreNamespacesThanAnybodyNeedsAreRefused() {
        String declarations = IntStream.range(0, 200)
                .mapToObj(i -> " xmlns:n" + i + "='urn:x'")
                .collect(Collectors.joining());

        assertRefused(Xml.presence("<x" + declarations + "><y" + declarations + "/></x>"), "namespaces are in scope");
    }

    /** The bound is on the namespaces in scope, not on all that a document declares. */
    @Test
    void namespacesOutOfScopeDoNotCount() throws PidfException {
        byte[] document = Xml.presence("<x:a xmlns:x='urn:x'/>".repeat(1000));

        assertThat(PidfReader.read(document).extensions()).hasSize(1000);
    }

    /** X25: text in a note that looks like markup remains text when it is written again. */
    @Test
    void aNoteForgesNoTuple() throws PidfException {
        PresenceInfo info = Samples.read("hostile/forged-note.xml");

        assertThat(info.tuples()).extracting(Tuple::id).containsExactly("a");
        assertThat(PidfReader.read(PidfWriter.write(info))).isEqualTo(info);
    }

    private static void assertRefused(byte[] document, String message) {
        assertThatExceptionOfType(PidfException.class)
                .isThrownBy(() -> assertTimeoutPreemptively(LIMIT, () -> PidfReader.read(document)))
                .withMessageContaining(message);
    }
}
