package io.qsa.pa.internal.agent;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.Document;
import io.qsa.base.timer.VirtualTimers;
import io.qsa.pa.UnknownEntityTagException;
import io.qsa.presence.BasicStatus;
import io.qsa.presence.Extension;
import io.qsa.presence.ForeignAttributes;
import io.qsa.presence.Note;
import io.qsa.presence.PidfException;
import io.qsa.presence.PidfReader;
import io.qsa.presence.PresenceInfo;
import io.qsa.presence.Tuple;

import static io.qsa.pa.internal.agent.Agents.ALICE;
import static io.qsa.pa.internal.agent.Agents.HOUR;
import static io.qsa.pa.internal.agent.Agents.closed;
import static io.qsa.pa.internal.agent.Agents.open;
import static org.assertj.core.api.Assertions.assertThat;

/** Several publications in one document. */
class CompositionTest {
    private final PresenceAgent agent = Agents.agent(new VirtualTimers());
    private final RecordingWatcher watcher = new RecordingWatcher(true);

    @BeforeEach
    void watch() {
        agent.watch(ALICE, watcher);
    }

    @Test
    @DisplayName("F41: without publications the document has one closed tuple, because libpurple answers no other one")
    void withoutPublicationsTheDocumentIsClosed() throws PidfException {
        assertThat(PidfReader.read(watcher.newest().bytes()))
                .isEqualTo(PresenceInfo.of(ALICE).withTuple(Tuple.of("status", BasicStatus.CLOSED)));
        assertThat(watcher.newest().contentType()).isEqualTo("application/pidf+xml");
    }

    @Test
    void theDocumentHoldsEveryPublicationTheOldestFirst() throws PidfException {
        agent.publish(ALICE, open("a"), HOUR);
        agent.publish(ALICE, closed("b"), HOUR);

        assertThat(watcher.info().tuples().toString()).isEqualTo("[a open, b closed]");
        assertThat(PidfReader.read(watcher.newest().bytes())).isEqualTo(watcher.info());
    }

    /** F48: of two attributes with one name the older one counts. */
    @Test
    void theAttributesOfAllPublicationsAreKept() throws PidfException {
        agent.publish(ALICE, withAttributes("x:a='1'"), HOUR);
        agent.publish(ALICE, withAttributes("x:a='2' x:b='3'"), HOUR);

        ForeignAttributes kept = PidfReader.read(watcher.newest().bytes()).attributes();
        assertThat(kept.value("urn:x", "a")).contains("1");
        assertThat(kept.value("urn:x", "b")).contains("3");
    }

    private static PresenceInfo withAttributes(String attributes) throws PidfException {
        return PidfReader.read(("<presence xmlns='urn:ietf:params:xml:ns:pidf' xmlns:x='urn:x' entity='" + ALICE + "' "
                        + attributes + "/>")
                .getBytes(StandardCharsets.UTF_8));
    }

    /** D03: ids stay unique, and a tuple keeps its id when the other one ends. */
    @Test
    void tuplesOfOneIdAreToldApart() throws UnknownEntityTagException, PidfException {
        agent.publish(ALICE, open("a"), HOUR);
        agent.publish(ALICE, closed("a").withTuple(Tuple.of("a-2", BasicStatus.OPEN)), HOUR);
        agent.publish(ALICE, open("a"), HOUR);
        assertThat(PidfReader.read(watcher.newest().bytes()).tuples().toString())
                .isEqualTo("[a open, a-3 closed, a-2 open, a-4 open]");

        agent.modify(ALICE, "e2", open("a"), HOUR);
        assertThat(watcher.info().tuples().toString()).isEqualTo("[a open, a-2 open, a-4 open]");

        agent.remove(ALICE, "e1");
        assertThat(watcher.info().tuples().toString()).isEqualTo("[a-2 open, a-4 open]");
    }

    private static PresenceInfo withData(String element) throws PidfException {
        return PresenceInfo.of(ALICE)
                .withExtension(Extension.parse(
                        element.replaceFirst(" ", " xmlns:dm='urn:ietf:params:xml:ns:pidf:data-model' ")));
    }

    private List<String> idsOfData() throws PidfException {
        return PidfReader.read(watcher.newest().bytes()).extensions().stream()
                .map(Extension::id)
                .toList();
    }

    /** F45, P15: persons and devices have ids of one kind with tuples; each keeps its own when the other one ends. */
    @Test
    void personsAndDevicesOfOneIdAreToldApart() throws Exception {
        agent.publish(ALICE, withData("<dm:person id='p1'><dm:note>one</dm:note></dm:person>"), HOUR);
        agent.publish(ALICE, withData("<dm:person id='p1'><dm:note>two</dm:note></dm:person>"), HOUR);
        agent.publish(ALICE, withData("<dm:device id='p1'><dm:deviceID>urn:x:p1</dm:deviceID></dm:device>"), HOUR);
        agent.publish(ALICE, open("p1"), HOUR);

        assertThat(idsOfData()).containsExactly("p1", "p1-2", "p1-3");
        assertThat(watcher.info().tuples().toString()).isEqualTo("[p1-4 open]");
        assertThat(watcher.info().devices().get(0).xml()).contains("<dm:deviceID>urn:x:p1</dm:deviceID>");

        agent.remove(ALICE, "e1");
        assertThat(idsOfData()).containsExactly("p1-2", "p1-3");
    }

    /** F45: two phones publish equal elements for one person. */
    @Test
    void aPersonWhoStandsInSeveralJustTheSameComesOnce() throws Exception {
        PresenceInfo person = withData("<dm:person id='p1'><dm:note>one</dm:note></dm:person>");
        agent.publish(ALICE, person, HOUR);
        agent.publish(ALICE, person, HOUR);

        assertThat(idsOfData()).containsExactly("p1");
    }

    /** F45: a text further inside that looks like an id is not one. */
    @Test
    void anElementWithoutAnIdStaysAsItIs() throws Exception {
        String inner = "<dm:person x='&gt; id=&quot;p1&quot;'><x id='p1'/></dm:person>";
        agent.publish(ALICE, withData(inner), HOUR);
        agent.publish(ALICE, withData(inner.replace("x='", "x='2")), HOUR);

        assertThat(idsOfData()).containsExactly("", "");
    }

    @Test
    void notesAndExtensionsThatStandInSeveralComeOnce() throws PidfException {
        Extension mood = Extension.parse("<m:mood xmlns:m='urn:example:mood'>happy</m:mood>");
        PresenceInfo info = PresenceInfo.of(ALICE).withNote(Note.of("away")).withExtension(mood);

        agent.publish(ALICE, info, HOUR);
        agent.publish(ALICE, info.withNote(Note.of("back at 5")), HOUR);

        assertThat(watcher.info().notes()).containsExactly(Note.of("away"), Note.of("back at 5"));
        assertThat(watcher.info().extensions()).containsExactly(mood);
    }

    /** F64, X45: the entity is that of the presentity, whoever writes it how, and whoever comes first. */
    @Test
    void theEntityIsThatOfThePresentity() {
        String written = "sips:%63arol@EXAMPLE.com.;x=1;maddr=192.0.2.1";
        RecordingWatcher first = new RecordingWatcher(true);
        agent.watch(written, first);
        assertThat(first.info().entity()).isEqualTo("sip:carol@example.com");

        agent.publish(written, open("a"), HOUR);
        assertThat(first.info()).isEqualTo(open("a").withEntity("sip:carol@example.com"));

        RecordingWatcher second = new RecordingWatcher(true);
        agent.watch("pres:carol@example.com", second);
        assertThat(second.newest().bytes()).isEqualTo(first.newest().bytes());
    }

    /** P02: a new watcher after a refresh gets the same object as before it, unless it is the only watcher. */
    @Test
    void aRefreshCostsNoComposition() throws UnknownEntityTagException {
        agent.watch(ALICE, new RecordingWatcher(true));
        agent.publish(ALICE, open("a"), HOUR);
        agent.publish(ALICE, closed("b"), HOUR);
        Document before = watcher.newest();

        agent.refresh(ALICE, "e1", HOUR);
        agent.modify(ALICE, "e2", closed("b"), HOUR);

        RecordingWatcher newcomer = new RecordingWatcher(true);
        agent.watch(ALICE, newcomer);
        assertThat(newcomer.newest()).isSameAs(before);
    }

    /** Without a watcher, its text is not kept. */
    @Test
    void whatOnlyOneWatchesIsNotKept() {
        agent.publish(ALICE, open("a"), HOUR);
        Document before = watcher.newest();

        RecordingWatcher newcomer = new RecordingWatcher(true);
        agent.watch(ALICE, newcomer);

        assertThat(newcomer.newest()).isNotSameAs(before);
        assertThat(newcomer.newest().bytes()).isEqualTo(before.bytes());
    }

    /** F60, X45: a refresh under another URI of the same presentity is no change. */
    @Test
    void aRefreshUnderAnotherUriIsNoNews() throws UnknownEntityTagException {
        agent.publish(ALICE, open("a"), HOUR);
        Document before = watcher.newest();

        agent.refresh("pres:%61lice@example.com;x=1", "e1", HOUR);

        assertThat(watcher.newest()).isSameAs(before);
    }
}
