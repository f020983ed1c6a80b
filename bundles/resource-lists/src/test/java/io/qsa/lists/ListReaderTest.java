package io.qsa.lists;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.Status;
import io.qsa.event.BadBodyException;
import io.qsa.event.Reading;
import io.qsa.presence.PresenceInfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** S111, S112, S113, S114, S115, D23. */
class ListReaderTest {
    private final ListReader reader = new ListReader("sip:friends@example.com");

    @Test
    void readsTheStatusOfEveryMember() throws BadBodyException {
        ListState state = told(ListBody.full(0)
                .member("bob", "open")
                .instance("carol", "pending")
                .instance("dave", "terminated\" reason=\"rejected")
                .instance("erin", "terminated\" reason=\"noresource")
                .unknown("frank"));
        assertThat(state.uri()).isEqualTo("sip:friends@example.com");
        assertThat(state.members())
                .extracting(ListMember::status)
                .containsExactly(Status.ACTIVE, Status.PENDING, Status.REJECTED, Status.TERMINATED, Status.PENDING);
        assertThat(state.changed()).isEqualTo(state.members());
        ListMember bob = state.member("sip:bob@example.com").orElseThrow();
        assertThat(bob.name()).contains("bob");
        assertThat(basic(bob)).isEqualTo("open");
        assertThat(state.members().get(3).instances().get(0).reason().token()).isEqualTo("noresource");
    }

    @Test
    void mergesPartialStateAndSaysWhatIsNew() throws BadBodyException {
        told(ListBody.full(0).member("bob", "open").member("carol", "open"));
        ListState state = told(ListBody.partial(1).member("carol", "closed").member("dave", "open"));
        assertThat(state.members()).extracting(ListReaderTest::basic).containsExactly("open", "closed", "open");
        assertThat(state.changed())
                .extracting(ListMember::uri)
                .containsExactly("sip:carol@example.com", "sip:dave@example.com");
    }

    @Test
    void keepsTheDocumentOfAnInstanceThatHasNoNewOne() throws BadBodyException {
        told(ListBody.full(0).member("bob", "open"));
        assertThat(basic(told(ListBody.partial(1).instance("bob", "active"))
                        .members()
                        .get(0)))
                .isEqualTo("open");
        assertThat(told(ListBody.partial(2).instance("bob", "terminated"))
                        .members()
                        .get(0)
                        .document())
                .isEmpty();
    }

    @Test
    void asksForFullStateAfterAGap() throws BadBodyException {
        assertThat(read(ListBody.partial(3).member("bob", "open")).hasGap()).isTrue();
        assertThat(read(ListBody.full(4).member("bob", "open")).hasGap()).isFalse();
        assertThat(read(ListBody.partial(4).member("bob", "closed")).document()).isEmpty();
        assertThat(read(ListBody.partial(6).member("bob", "closed")).hasGap()).isTrue();
    }

    @Test
    void readsListsInTheList() throws BadBodyException {
        ListState state = told(ListBody.full(0).list("team", ListBody.nested(2).member("bob", "open")));
        ListState team = state.members()
                .get(0)
                .document()
                .flatMap(d -> d.as(ListState.class))
                .orElseThrow();
        assertThat(team.members()).extracting(ListMember::uri).containsExactly("sip:bob@example.com");
    }

    @Test
    void readsListsNoDeeperThanAListIsMeantToBe() throws BadBodyException {
        ListBody body = ListBody.nested(60).member("bob", "open");
        for (int depth = 59; depth > 0; depth--) {
            body = ListBody.nested(depth).list("inner", body);
        }
        ListState state = told(body);
        int depth = 1;
        while (state.members().get(0).document().isPresent()) {
            state = state.members().get(0).document().get().as(ListState.class).orElseThrow();
            depth++;
        }
        assertThat(depth).isEqualTo(5);
        assertThat(state.members().get(0).instances().get(0).reason().token()).isEqualTo(Instance.UNREADABLE);
    }

    /** F20: a list server passes on the documents of phones unchanged. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:b@x'><tuple><status/></tuple></presence>",
                "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:b@x'><note>R&D</note></presence>",
                "<presence",
                "",
            })
    void aMemberWhoseDocumentIsNoneHasAReasonAndTheOthersArrive(String document) throws BadBodyException {
        told(ListBody.full(0).member("bob", "open").member("carol", "open"));
        Reading reading = read(ListBody.full(1)
                .instance("bob", "active\" cid=\"bob@x")
                .part("bob", "application/pidf+xml", document)
                .member("carol", "closed"));
        ListState state = reading.document().orElseThrow().as(ListState.class).orElseThrow();
        assertThat(state.members()).extracting(ListMember::status).containsExactly(Status.ACTIVE, Status.ACTIVE);
        assertThat(basic(state.members().get(1))).isEqualTo("closed");
        Instance bob = state.members().get(0).instances().get(0);
        assertThat(bob.document()).isEmpty();
        assertThat(bob.reason().token()).isEqualTo(Instance.UNREADABLE);
        assertThat(reading.oddities()).isEqualTo(1);
    }

    /** F20: an invalid entry of the list does not affect the others. */
    @Test
    void aResourceThatIsNoneAndAStateThatIsNoneCostNobodyElse() throws BadBodyException {
        String rlmi = "<list xmlns='urn:ietf:params:xml:ns:rlmi' uri='sip:friends@example.com' version='0'"
                + " fullState='true'><resource/><resource uri='sip:bob@example.com'>"
                + "<instance id='1' state='asleep'/></resource><resource uri='sip:carol@example.com'>"
                + "<instance state='pending'/></resource></list>";
        Reading reading = reader.read(RlmiReader.CONTENT_TYPE, rlmi.getBytes(StandardCharsets.UTF_8));
        ListState state = reading.document().orElseThrow().as(ListState.class).orElseThrow();
        assertThat(state.members())
                .extracting(ListMember::uri)
                .containsExactly("sip:bob@example.com", "sip:carol@example.com");
        assertThat(state.members()).extracting(ListMember::status).containsOnly(Status.PENDING);
        assertThat(reading.oddities()).isEqualTo(2);
    }

    /** F22: a list without documents. */
    @Test
    void readsAListWithoutBodies() throws BadBodyException {
        told(ListBody.full(0).member("bob", "open"));
        String rlmi = "<list xmlns='urn:ietf:params:xml:ns:rlmi' uri='sip:friends@example.com' version='1'"
                + " fullState='false'><resource uri='sip:carol@example.com'>"
                + "<instance id='1' state='pending'/></resource></list>";
        ListState state = reader.read(RlmiReader.CONTENT_TYPE + ";charset=UTF-8", rlmi.getBytes(StandardCharsets.UTF_8))
                .document()
                .orElseThrow()
                .as(ListState.class)
                .orElseThrow();
        assertThat(state.members()).extracting(ListMember::status).containsExactly(Status.ACTIVE, Status.PENDING);
    }

    /** F22: a single document is a list of one. */
    @Test
    void readsTheDocumentOfASingleUser() throws BadBodyException {
        told(ListBody.full(0).member("bob", "open").member("carol", "open"));
        ListState state = reader.read(
                        "application/pidf+xml", ListBody.pidf("dave", "closed").getBytes(StandardCharsets.UTF_8))
                .document()
                .orElseThrow()
                .as(ListState.class)
                .orElseThrow();
        assertThat(state.uri()).isEqualTo("sip:friends@example.com");
        assertThat(state.changed()).isEqualTo(state.members());
        assertThat(state.members()).extracting(ListMember::uri).containsExactly("sip:dave@example.com");
        assertThat(state.members()).extracting(ListReaderTest::basic).containsExactly("closed");
    }

    /** F22: a document of another type than the accepted ones is refused, and so is a broken one. */
    @Test
    void refusesASingleDocumentThatIsBroken() {
        assertThatExceptionOfType(BadBodyException.class)
                .isThrownBy(() -> reader.read("application/pidf+xml", new byte[] {'<'}));
        assertThatExceptionOfType(BadBodyException.class)
                .isThrownBy(() -> reader.read(RlmiReader.CONTENT_TYPE, new byte[] {'<'}));
    }

    /** F20: a part without its headers, or a document whose part is missing, costs that member alone. */
    @Test
    void aPartThatIsBrokenOrMissingCostsNoOtherMember() throws BadBodyException {
        told(ListBody.full(0).member("bob", "open").member("carol", "open").member("dave", "open"));
        ListBody body = ListBody.partial(1)
                .instance("bob", "active\" cid=\"bob@x")
                .part("bob", "application/pidf+xml\r\nno colon", ListBody.pidf("bob", "closed"))
                .instance("carol", "active\" cid=\"nowhere@x")
                .member("dave", "closed");

        Reading reading = reader.read(body.contentType(), body.bytes());
        ListState state = reading.document().orElseThrow().as(ListState.class).orElseThrow();

        assertThat(state.members().get(0).instances().get(0).reason().token()).isEqualTo(Instance.UNREADABLE);
        assertThat(state.members().get(1).instances().get(0).reason().token()).isEqualTo(Instance.UNREADABLE);
        assertThat(state.members().subList(0, 2))
                .allMatch(member -> member.document().isEmpty());
        assertThat(basic(state.members().get(2))).isEqualTo("closed");
        assertThat(reading.oddities()).isEqualTo(2);
    }

    @Test
    void tellsApartBoundariesThatBeginAlike() throws BadBodyException {
        ListState state = told(ListBody.full(0)
                .instance("bob", "active\" cid=\"b@x")
                .part("b", "text/plain", "one\r\n--edgeless\r\nx --edge\r\n\r\ntwo"));
        assertThat(state.members().get(0).document().orElseThrow().text())
                .isEqualTo("one\r\n--edgeless\r\nx --edge\r\n\r\ntwo");
    }

    @Test
    void readsPartsWithBareLineFeeds() throws BadBodyException {
        ListBody body = ListBody.full(0).member("bob", "open");
        String text = new String(body.bytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        Reading reading = reader.read(body.contentType(), text.getBytes(StandardCharsets.UTF_8));
        assertThat(reading.document()
                        .orElseThrow()
                        .as(ListState.class)
                        .orElseThrow()
                        .members())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--edge",
                "--edge--",
                "--edge\r\n--edge--",
                "--edge\r\n\r\n\r\n--edge--",
                "--edge\r\nno colon\r\n\r\nx\r\n--edge--",
                "--edge\r\nContent-Type: application/rlmi+xml\r\nContent-ID: <root@x>\r\n\r\n<list/>\r\n--edge--",
                "--edge\r\nContent-Type: text/plain\r\nContent-ID: <root@x>\r\n\r\nx\r\n--edge--"
            })
    void refusesWhatIsNoListAndStaysAsItWas(String body) throws BadBodyException {
        told(ListBody.full(0).member("bob", "open"));
        assertThatExceptionOfType(BadBodyException.class)
                .isThrownBy(() -> reader.read(ListBody.full(0).contentType(), body.getBytes(StandardCharsets.UTF_8)));
        assertThat(told(ListBody.partial(1)).members()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/related", "multipart/related;boundary=", "multipart/related;boundary=\"a b \""})
    void refusesATypeWithoutABoundary(String contentType) {
        assertThatExceptionOfType(BadBodyException.class)
                .isThrownBy(() -> reader.read(contentType, ListBody.full(0).bytes()));
    }

    @Test
    void leavesNoTraceOfABodyThatIsBrokenAtItsEnd() throws BadBodyException {
        told(ListBody.full(0).member("bob", "open"));
        ListBody whole = ListBody.full(1).member("carol", "open");
        byte[] broken = Arrays.copyOf(whole.bytes(), whole.bytes().length - "--\r\n".length());
        assertThatExceptionOfType(BadBodyException.class).isThrownBy(() -> reader.read(whole.contentType(), broken));
        assertThat(told(ListBody.partial(1)).members())
                .extracting(ListMember::uri)
                .containsExactly("sip:bob@example.com");
    }

    /** Changes, losses and repetitions at random, compared with the state of the server. */
    @Test
    void knowsWhatTheServerKnows() throws BadBodyException {
        Random random = new Random(42);
        Map<String, String> server = new TreeMap<>();
        boolean complete = false;
        ListBody last = ListBody.partial(0);
        for (int version = 1; version < 5_000; version++) {
            int dice = random.nextInt(20);
            String user = "u" + random.nextInt(6);
            server.put(user, random.nextBoolean() ? "open" : "closed");
            boolean full = dice < 3;
            ListBody body =
                    full ? ListBody.full(version) : ListBody.partial(version).member(user, server.get(user));
            if (full) {
                server.forEach(body::member);
            }
            if (dice == 3) {
                complete = false;
                continue;
            }
            Reading reading = read(body);
            complete = full || complete && !reading.hasGap();
            if (complete) {
                assertThat(known(reading)).isEqualTo(server);
            }
            if (dice == 4 && !full) {
                assertThat(read(last).document()).isEmpty();
            }
            last = full ? ListBody.partial(version) : body;
        }
    }

    private static Map<String, String> known(Reading reading) {
        return reading.document().flatMap(d -> d.as(ListState.class)).orElseThrow().members().stream()
                .collect(Collectors.toMap(member -> member.name().orElseThrow(), ListReaderTest::basic));
    }

    private static String basic(ListMember member) {
        return member.document()
                .flatMap(document -> document.as(PresenceInfo.class))
                .map(info -> info.tuples().get(0).basic().text())
                .orElse("");
    }

    private Reading read(ListBody body) throws BadBodyException {
        return reader.read(body.contentType(), body.bytes());
    }

    private ListState told(ListBody body) throws BadBodyException {
        return read(body).document().orElseThrow().as(ListState.class).orElseThrow();
    }
}
