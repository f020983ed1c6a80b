package io.qsa.presence;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Documents with random faults, always the same ones: each is read or refused, and one that is read can be written. */
class PidfMutationTest {
    private static final int ROUNDS = 20_000;
    private static final List<String> SNIPPETS = List.of(
            "<",
            ">",
            "&",
            "\"",
            "</",
            "/>",
            "<!--",
            "]]>",
            "<![CDATA[",
            "<?x ",
            "&#0;",
            "&#xFFFF;",
            "&lt;",
            "xmlns=''",
            " xmlns:p='urn:p'",
            "p:",
            "<!DOCTYPE a [",
            "\0",
            "\uFEFF",
            "é",
            "<tuple id='x'>",
            "</presence>");

    @Test
    void aFaultyDocumentIsReadOrRefused() {
        Random random = new Random(20261122);
        List<byte[]> seeds = Stream.concat(Samples.in("valid").stream(), Samples.in("hostile").stream())
                .map(Samples::sample)
                .toList();
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] document = mutated(seeds.get(random.nextInt(seeds.size())), random);
            try {
                PresenceInfo info = PidfReader.read(document);
                assertThat(PidfReader.read(PidfWriter.write(info))).isEqualTo(info);
                read++;
            } catch (PidfException refused) {
                assertThat(refused.getMessage()).isNotBlank().doesNotContain("\n");
            }
        }
        assertThat(read).isBetween(ROUNDS / 20, ROUNDS * 19 / 20);
    }

    /** The fast reader reads usual XML only, and keeps foreign elements unparsed. */
    @Test
    void whichParserReadsADocumentMakesNoDifference() throws PidfException {
        Random random = new Random(20261125);
        List<byte[]> seeds = Samples.in("valid").stream().map(Samples::sample).toList();
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] document = mutated(seeds.get(random.nextInt(seeds.size())), random);
            Optional<PresenceInfo> info = readIfGood(document);
            if (info.isPresent() && document[0] == '<') {
                assertThat(PidfReader.read(withInstruction(document))).isEqualTo(info.get());
                read++;
            }
        }
        assertThat(read).isBetween(ROUNDS / 20, ROUNDS * 19 / 20);
    }

    private static Optional<PresenceInfo> readIfGood(byte[] document) {
        try {
            return Optional.of(PidfReader.read(document));
        } catch (PidfException refused) {
            return Optional.empty();
        }
    }

    /** The same document for the parser of the JDK: the other one knows no processing instructions. */
    private static byte[] withInstruction(byte[] document) {
        byte[] instruction = "<?x ?>".getBytes(StandardCharsets.US_ASCII);
        byte[] longer = Arrays.copyOf(document, document.length + instruction.length);
        System.arraycopy(instruction, 0, longer, document.length, instruction.length);
        return longer;
    }

    private static byte[] mutated(byte[] seed, Random random) {
        byte[] document = seed;
        for (int i = 1 + random.nextInt(2); i > 0 && document.length > 1; i--) {
            int at = random.nextInt(document.length);
            int to = at + random.nextInt(Math.min(20, document.length - at));
            document = switch (random.nextInt(4)) {
                case 0 -> replaced(document, at, at + 1, new byte[] {(byte) random.nextInt(128)});
                case 1 -> replaced(document, at, to, new byte[0]);
                case 2 -> replaced(document, at, at, Arrays.copyOfRange(document, at, to));
                default -> replaced(document, at, at, Xml.bytes(SNIPPETS.get(random.nextInt(SNIPPETS.size()))));
            };
        }
        return document;
    }

    private static byte[] replaced(byte[] document, int from, int to, byte[] by) {
        byte[] result = Arrays.copyOf(document, document.length - (to - from) + by.length);
        System.arraycopy(by, 0, result, from, by.length);
        System.arraycopy(document, to, result, from + by.length, document.length - to);
        return result;
    }
}
