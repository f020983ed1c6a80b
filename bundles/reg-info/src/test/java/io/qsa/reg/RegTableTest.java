package io.qsa.reg;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.event.BadBodyException;
import io.qsa.event.Reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** S116. */
class RegTableTest {
    private final RegTable table = new RegTable();

    @Test
    void readsWhatAFullDocumentSays() throws BadBodyException {
        RegInfo info = told(RegDocument.full(0)
                .registration("alice", "active")
                .contact("phone", "active", "registered")
                .contact("desk", "active", "created"));
        Registration alice = info.of("sip:alice@example.com").orElseThrow();
        assertThat(alice.state()).isEqualTo(Registration.State.ACTIVE);
        assertThat(alice.contacts()).extracting(RegisteredContact::id).containsExactly("phone", "desk");
        RegisteredContact phone = alice.contacts().get(0);
        assertThat(phone.uri()).isEqualTo("sip:phone@192.0.2.1");
        assertThat(phone.event()).isEqualTo("registered");
        assertThat(phone.expires()).contains(Duration.ofSeconds(7));
        assertThat(phone.q()).hasValueSatisfying(q -> assertThat(q).isEqualByComparingTo("0.8"));
    }

    @Test
    void mergesAPartialDocumentIntoWhatWasKnown() throws BadBodyException {
        table.read(
                "",
                RegDocument.full(0)
                        .registration("alice", "active")
                        .contact("phone", "active", "registered")
                        .bytes());
        RegInfo info =
                told(RegDocument.partial(1).registration("alice", "active").contact("desk", "active", "created"));
        assertThat(info.activeContacts()).extracting(RegisteredContact::id).containsExactly("phone", "desk");
    }

    /** F21: a registrar may give one id to all identities of a user. */
    @Test
    void keepsIdentitiesOfOneIdApart() throws BadBodyException {
        String identities = "<registration id='1' state='active' aor='%s'><contact id='%s' state='active'"
                + " event='registered'><uri>sip:a@192.0.2.1</uri></contact></registration>";
        String document = "<reginfo xmlns='urn:ietf:params:xml:ns:reginfo' version='0' state='full'>"
                + identities.formatted("sip:alice@example.com", "c1")
                + identities.formatted("sip:+12015550123@example.com;user=phone", "c2")
                + identities.formatted("tel:+12015550123", "c3") + "</reginfo>";
        String change = "<reginfo xmlns='urn:ietf:params:xml:ns:reginfo' version='1' state='partial'>"
                + "<registration id='1' state='terminated' aor='tel:+12015550123'/></reginfo>";

        table.read("", document.getBytes(StandardCharsets.UTF_8));
        RegInfo info = table.read("", change.getBytes(StandardCharsets.UTF_8))
                .document()
                .orElseThrow()
                .as(RegInfo.class)
                .orElseThrow();

        assertThat(info.registrations())
                .extracting(Registration::addressOfRecord)
                .containsExactly(
                        "sip:alice@example.com", "sip:+12015550123@example.com;user=phone", "tel:+12015550123");
        assertThat(info.of("sip:alice@example.com").orElseThrow().contacts())
                .extracting(RegisteredContact::id)
                .containsExactly("c1");
        assertThat(info.of("tel:+12015550123").orElseThrow().state()).isEqualTo(Registration.State.TERMINATED);
    }

    /** F28: as registrars write them, always with the same fault. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ere:wildcardedIdentity>sip:*@example.com</ere:wildcardedIdentity><uri>sip:a@192.0.2.1</uri>",
                "<uri>sip:a@192.0.2.1;alias=192.0.2.1~5060~1&ob</uri>",
            })
    void readsWhatIsMeantBeyondDoubt(String inContact) throws BadBodyException {
        String document = "<reginfo xmlns='urn:ietf:params:xml:ns:reginfo' version='0' state='full'>"
                + "<registration id='1' state='active' aor='sip:alice@example.com'><contact id='c' state='active'"
                + " event='registered'>" + inContact + "</contact></registration></reginfo>";

        Reading reading = table.read("", document.getBytes(StandardCharsets.UTF_8));

        RegInfo info = reading.document().orElseThrow().as(RegInfo.class).orElseThrow();
        assertThat(info.activeContacts()).singleElement().satisfies(contact -> assertThat(contact.uri())
                .startsWith("sip:a@192.0.2.1"));
        assertThat(reading.oddities()).isEqualTo(1);
    }

    @Test
    void tellsAnEndOnce() throws BadBodyException {
        table.read(
                "",
                RegDocument.full(0)
                        .registration("alice", "active")
                        .contact("phone", "active", "registered")
                        .contact("desk", "active", "registered")
                        .bytes());
        RegInfo ending =
                told(RegDocument.partial(1).registration("alice", "active").contact("desk", "terminated", "expired"));
        assertThat(ending.registrations().get(0).contacts())
                .extracting(RegisteredContact::isTerminated)
                .containsExactly(false, true);
        RegInfo after = told(RegDocument.partial(2).registration("bob", "init"));
        assertThat(after.of("sip:alice@example.com").orElseThrow().contacts()).hasSize(1);
        told(RegDocument.partial(3).registration("alice", "terminated"));
        assertThat(told(RegDocument.partial(4)).registrations())
                .extracting(Registration::id)
                .containsExactly("bob");
    }

    @Test
    void asksForFullStateAfterAGapAndTakesNothingOld() throws BadBodyException {
        assertThat(read(RegDocument.partial(5)).hasGap()).isTrue();
        assertThat(read(RegDocument.full(6)).hasGap()).isFalse();
        assertThat(read(RegDocument.partial(7)).hasGap()).isFalse();
        assertThat(read(RegDocument.partial(9)).hasGap()).isTrue();
        assertThat(read(RegDocument.partial(9)).document()).isEmpty();
        assertThat(read(RegDocument.partial(8)).document()).isEmpty();
    }

    @Test
    void takesEveryFullDocumentSinceSomeRegistrarsDoNotCount() throws BadBodyException {
        told(RegDocument.full(0).registration("alice", "active").contact("phone", "active", "registered"));
        RegInfo info = told(RegDocument.full(0).registration("alice", "init"));
        assertThat(info.activeContacts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<reginfo version='0' state='full'/>",
                "<r:reginfo xmlns:r='urn:ietf:params:xml:ns:reginfo' version='-1' state='full'/>",
                "<r:reginfo xmlns:r='urn:ietf:params:xml:ns:reginfo' version='0' state='some'/>",
                "<reginfo xmlns='urn:ietf:params:xml:ns:reginfo' version='0' state='full'>"
                        + "<registration aor='sip:a@b' id='' state='init'/></reginfo>",
                "<reginfo xmlns='urn:ietf:params:xml:ns:reginfo' version='0' state='full'>"
                        + "<registration aor='sip:a@b' id='1' state='odd'/></reginfo>",
                "<reginfo xmlns='urn:ietf:params:xml:ns:reginfo' version='0' state='full'>"
                        + "<registration aor='sip:a@b' id='1' state='active'><contact id='1' state='odd' event='x'>"
                        + "<uri>sip:c</uri></contact></registration></reginfo>",
                "<reginfo xmlns='urn:ietf:params:xml:ns:reginfo' version='0' state='full'>"
                        + "<registration aor='sip:a@b' id='1' state='active'><contact id='1' state='active' event='x'/>"
                        + "</registration></reginfo>"
            })
    void refusesWhatIsNoneAndStaysAsItWas(String text) throws BadBodyException {
        told(RegDocument.full(0).registration("alice", "active").contact("phone", "active", "registered"));
        assertThatExceptionOfType(BadBodyException.class)
                .isThrownBy(() -> table.read("", text.getBytes(StandardCharsets.UTF_8)));
        assertThat(told(RegDocument.partial(1)).activeContacts()).hasSize(1);
    }

    /**
     * Changes, losses and repetitions at random: after each full document, and as long as nothing is lost, the table is
     * complete.
     */
    @Test
    void knowsWhatTheRegistrarKnows() throws BadBodyException {
        Random random = new Random(4711);
        Map<String, String> registrar = new TreeMap<>();
        long version = 0;
        boolean complete = false;
        byte[] last = RegDocument.full(version).bytes();
        for (int i = 0; i < 20_000; i++) {
            int dice = random.nextInt(20);
            Reading reading;
            if (dice == 0) {
                reading = table.read("", last);
            } else {
                String id = "c" + random.nextInt(8);
                boolean gone = registrar.containsKey(id) && random.nextBoolean();
                registrar.put(id, gone ? "terminated" : "active");
                boolean full = dice < 3;
                last = document(full, ++version, full ? List.copyOf(registrar.keySet()) : List.of(id), registrar);
                registrar.values().removeIf("terminated"::equals);
                if (dice == 3) {
                    complete = false;
                    continue;
                }
                reading = table.read("", last);
                complete = full || complete && !reading.hasGap();
            }
            if (complete && reading.document().isPresent()) {
                assertThat(activeIds(reading)).isEqualTo(List.copyOf(registrar.keySet()));
            }
        }
    }

    private static byte[] document(boolean full, long version, List<String> ids, Map<String, String> registrar) {
        RegDocument document = full ? RegDocument.full(version) : RegDocument.partial(version);
        document.registration("alice", "active");
        ids.forEach(id -> document.contact(id, registrar.get(id), "registered"));
        return document.bytes();
    }

    private static List<String> activeIds(Reading reading) {
        List<String> ids = new ArrayList<>();
        reading.document()
                .orElseThrow()
                .as(RegInfo.class)
                .orElseThrow()
                .activeContacts()
                .forEach(contact -> ids.add(contact.id()));
        ids.sort(null);
        return ids;
    }

    private Reading read(RegDocument document) throws BadBodyException {
        return table.read(RegInfo.CONTENT_TYPE, document.bytes());
    }

    private RegInfo told(RegDocument document) throws BadBodyException {
        return read(document).document().orElseThrow().as(RegInfo.class).orElseThrow();
    }
}
