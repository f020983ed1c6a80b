package io.qsa.presence;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PidfWriterTest {
    private static final String ALL = "& < > \" ' ]]> \t \n \r ü \uD83D\uDE00";

    static List<String> valid() {
        return Samples.in("valid");
    }

    /** D18. */
    @ParameterizedTest
    @MethodSource("valid")
    void whatIsWrittenReadsTheSame(String name) throws PidfException {
        PresenceInfo info = Samples.read(name);

        byte[] written = PidfWriter.write(info);

        assertThat(PidfReader.read(written)).isEqualTo(info);
        assertThat(PidfWriter.write(PidfReader.read(written))).isEqualTo(written);
    }

    /** D16, X25. */
    @Test
    void everyTextIsEscaped() throws PidfException {
        PresenceInfo info = PresenceInfo.of("sip:" + ALL)
                .withTuple(Tuple.builder("t" + ALL)
                        .basicText("x" + ALL)
                        .contact(Contact.of("sip:" + ALL + "x", new BigDecimal("0.125")))
                        .timestamp(Instant.EPOCH)
                        .note(Note.of(ALL, ALL))
                        .build())
                .withNote(Note.of(ALL));

        PresenceInfo read = PidfReader.read(PidfWriter.write(info));

        assertThat(read).isEqualTo(info);
    }

    /** D17. */
    @Test
    void theLanguageOfANoteHasItsPrefix() {
        PresenceInfo info = PresenceInfo.of("sip:alice@example.com").withNote(Note.of("hello", "en"));

        assertThat(new String(PidfWriter.write(info), StandardCharsets.UTF_8))
                .contains("<note xml:lang=\"en\">hello</note>");
    }

    /** D20: the entity is written unchanged, whatever its scheme. */
    @Test
    void theEntityIsNotRewritten() {
        assertThat(new String(PidfWriter.write(PresenceInfo.of("tel:+123")), StandardCharsets.UTF_8))
                .contains("entity=\"tel:+123\"");
    }

    @Test
    void whatXmlCannotHoldIsRefusedWhereItIsMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Note.of("bell \u0007"))
                .withMessage("note holds U+0007, which XML cannot hold");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Note.of("half \uD83D"))
                .withMessage("note holds U+D83D, which XML cannot hold");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PresenceInfo.of(" "))
                .withMessage("entity is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PresenceInfo.of("sip:a@b")
                        .withTuple(Tuple.of("a", BasicStatus.OPEN))
                        .withTuple(Tuple.of("a", BasicStatus.OPEN)))
                .withMessage("tuple id 'a' stands twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Contact.of("sip:a@b", new BigDecimal("1.001")))
                .withMessageContaining("priority");
    }

    @Test
    void aCopyOfATupleHasAllItsPartsButItsId() throws PidfException {
        Tuple tuple = Samples.read("valid/full.xml").tuples().get(0);

        Tuple copy = tuple.copyAs("other").build();

        assertThat(copy.id()).isEqualTo("other");
        assertThat(copy.copyAs(tuple.id()).build()).isEqualTo(tuple);
    }
}
