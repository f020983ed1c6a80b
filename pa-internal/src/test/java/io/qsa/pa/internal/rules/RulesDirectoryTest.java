package io.qsa.pa.internal.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.qsa.base.tolerance.Tolerances;
import io.qsa.pa.SubHandling;
import io.qsa.pa.internal.agent.PaTolerance;

import static io.qsa.pa.internal.rules.Documents.ANYBODY;
import static io.qsa.pa.internal.rules.Documents.rule;
import static io.qsa.pa.internal.rules.Documents.ruleset;
import static io.qsa.pa.internal.rules.Documents.validity;
import static org.assertj.core.api.Assertions.assertThat;

class RulesDirectoryTest {
    private static final String ALICE = "sip:alice@example.com";
    private static final String BOB = "sip:bob@example.com";

    @TempDir
    private Path folder;

    private final List<String> changed = new ArrayList<>();
    private final SettableClock clock = new SettableClock();
    private boolean strict;
    private final Tolerances tolerances = new Tolerances(() -> strict, List.of(PaTolerance.values()));
    private RulesDirectory directory;
    private int writes;

    private void scan() {
        if (directory == null) {
            directory = new RulesDirectory(folder, clock, changed::add, tolerances);
        }
        directory.scan();
    }

    private void write(String name, byte[] document) throws IOException {
        Path file = Files.write(folder.resolve(name), document);
        // Whatever the resolution of the file system is, it is another time.
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000L * ++writes));
    }

    @Test
    void aDocumentIsReadOnceAndActsUntilItGoes() throws IOException {
        write("alice@example.com.xml", ruleset(rule("allow", ANYBODY)));
        scan();
        scan();

        assertThat(changed).containsExactly(ALICE);
        assertThat(directory.decide("sips:alice@EXAMPLE.com", BOB)).contains(SubHandling.ALLOW);
        assertThat(directory.decide("sip:carol@example.com", BOB)).isEmpty();

        Files.delete(folder.resolve("alice@example.com.xml"));
        scan();
        assertThat(changed).containsExactly(ALICE, ALICE);
        assertThat(directory.decide(ALICE, BOB)).isEmpty();
    }

    /** F61. */
    @Test
    void anInvalidRuleIsCountedAndStrictLeavesTheRulesThatWere() throws IOException {
        String bad = rule("allowed", ANYBODY);
        write("alice@example.com.xml", ruleset(rule("allow", ANYBODY), bad));
        scan();
        assertThat(directory.decide(ALICE, BOB)).contains(SubHandling.ALLOW);
        assertThat(tolerances.taken(PaTolerance.INVALID_RULES)).isEqualTo(1);

        strict = true;
        write("alice@example.com.xml", ruleset(rule("polite-block", ANYBODY), bad));
        scan();

        assertThat(directory.decide(ALICE, BOB)).contains(SubHandling.ALLOW);
        assertThat(tolerances.values()).containsEntry(Tolerances.REFUSED, 1L);
    }

    @Test
    void aChangeActs() throws IOException {
        write("alice@example.com.xml", ruleset(rule("allow", ANYBODY)));
        scan();
        write("alice@example.com.xml", ruleset(rule("block", ANYBODY)));
        scan();

        assertThat(directory.decide(ALICE, BOB)).contains(SubHandling.BLOCK);
    }

    @Test
    void aBrokenDocumentLeavesTheRulesThatWereAndHarmsNoOther() throws IOException {
        write("alice@example.com.xml", ruleset(rule("allow", ANYBODY)));
        scan();
        changed.clear();
        write("alice@example.com.xml", "<cp:ruleset".getBytes());
        write("carol@example.com.xml", ruleset(rule("polite-block", ANYBODY)));
        scan();

        assertThat(changed).containsExactly("sip:carol@example.com");
        assertThat(directory.decide(ALICE, BOB)).contains(SubHandling.ALLOW);
        assertThat(directory.decide("sip:carol@example.com", BOB)).contains(SubHandling.POLITE_BLOCK);
    }

    @Test
    void whatIsNotNamedAfterAPresentityIsPassedOver() throws IOException {
        byte[] allow = ruleset(rule("allow", ANYBODY));
        write("Alice@EXAMPLE.com.xml", allow);
        write(".alice@example.com.xml", allow);
        write("alice@example.com.txt", allow);
        write("%zz.xml", allow);
        write(".xml", allow);
        Files.createDirectory(folder.resolve("alice@example.com.xml"));
        scan();

        assertThat(changed).isEmpty();
        assertThat(directory.decide(ALICE, BOB)).isEmpty();
    }

    @Test
    void aNameMayBeThatOfATelephoneOrHaveEscapes() throws IOException {
        write("tel:+12015550123.xml", ruleset(rule("allow", ANYBODY)));
        write("a%2Fb@example.com.xml", ruleset(rule("allow", ANYBODY)));
        scan();

        assertThat(directory.decide("tel:+1-201-555-0123", BOB)).contains(SubHandling.ALLOW);
        assertThat(directory.decide("sip:a/b@example.com", BOB)).contains(SubHandling.ALLOW);
    }

    /** F60, F63, X41, X42: rules are found under every URI of their presentity, and of no other one. */
    @Test
    void rulesAreFoundUnderEveryUri() throws IOException {
        write("*97@example.com.xml", ruleset(rule("allow", ANYBODY)));
        write("tel:7042;phone-context=a.example.xml", ruleset(rule("allow", ANYBODY)));
        scan();

        assertThat(directory.decide("sips:%2A97@example.com.;x=1", BOB)).contains(SubHandling.ALLOW);
        assertThat(directory.decide("tel:7042;phone-context=A.example", BOB)).contains(SubHandling.ALLOW);
        assertThat(directory.decide("tel:7042;phone-context=b.example", BOB)).isEmpty();
        assertThat(directory.decide("tel:7042", BOB)).isEmpty();
        assertThat(changed).contains("sip:*97@example.com", "tel:7042;phone-context=a.example");
    }

    @Test
    void aDirectoryThatGoesLeavesTheRulesThatWere() throws IOException {
        write("alice@example.com.xml", ruleset(rule("allow", ANYBODY)));
        scan();
        Path aside = folder.resolveSibling(folder.getFileName() + "-aside");
        Files.move(folder, aside);
        scan();

        assertThat(directory.decide(ALICE, BOB)).contains(SubHandling.ALLOW);
        Files.move(aside, folder);
        scan();
        assertThat(changed).containsExactly(ALICE);
    }

    @Test
    void aBoundaryOfAValidityIsAChange() throws IOException {
        clock.now = Instant.parse("2026-05-05T12:00:00Z");
        write(
                "alice@example.com.xml",
                ruleset(rule("allow", ANYBODY + validity("2026-05-05T12:00:10Z", "2026-05-05T12:00:20Z"))));
        scan();
        assertThat(directory.nextBoundary()).contains(Instant.parse("2026-05-05T12:00:10Z"));
        assertThat(directory.decide(ALICE, BOB)).contains(SubHandling.BLOCK);
        changed.clear();

        clock.now = Instant.parse("2026-05-05T12:00:10Z");
        scan();

        assertThat(changed).containsExactly(ALICE);
        assertThat(directory.decide(ALICE, BOB)).contains(SubHandling.ALLOW);
        assertThat(directory.nextBoundary()).contains(Instant.parse("2026-05-05T12:00:20Z"));
    }

    private static final class SettableClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
