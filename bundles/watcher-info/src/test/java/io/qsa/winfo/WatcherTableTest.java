package io.qsa.winfo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.Document;
import io.qsa.event.BadBodyException;
import io.qsa.event.Reading;
import io.qsa.presence.winfo.Watcher;
import io.qsa.presence.winfo.Watcher.Status;
import io.qsa.presence.winfo.WatcherInfo;
import io.qsa.presence.winfo.WatcherInfoWriter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

class WatcherTableTest {
    private static final String ALICE = "sip:alice@example.com";

    private final WatcherTable table = new WatcherTable(ALICE);

    /** S118. */
    @Test
    void addsWhatHasChangedToWhatIsKnown() throws BadBodyException {
        read(WatcherInfo.full(ALICE, 0, List.of(watcher("bob", Status.ACTIVE))));

        WatcherInfo info = told(WatcherInfo.partial(ALICE, 1, List.of(watcher("carol", Status.PENDING))));

        assertThat(info.isFull()).isTrue();
        assertThat(info.resource()).isEqualTo(ALICE);
        assertThat(info.watchers())
                .extracting(Watcher::uri, Watcher::status, Watcher::event)
                .containsExactly(
                        tuple("sip:bob@example.com", Status.ACTIVE, "subscribe"),
                        tuple("sip:carol@example.com", Status.PENDING, "subscribe"));
    }

    /** F112, RFC 3857 section 4.9: of several notifiers each may know a part of the watchers. */
    @Test
    void theWatchersOfSeveralNotifiersAreUnited() throws BadBodyException {
        Document one = document(WatcherInfo.full(
                ALICE,
                3,
                List.of(
                        watcher("bob", Status.ACTIVE),
                        Watcher.of("1", "sip:dan@example.com", Status.ACTIVE, "subscribe"))));
        Document other = document(WatcherInfo.full(
                ALICE, 4, List.of(Watcher.of("1", "sip:eve@example.com", Status.PENDING, "subscribe"))));

        Document united = new WatcherInfoPackage().merger().orElseThrow().merge(List.of(one, other));
        WatcherInfo info = united.as(WatcherInfo.class).orElseThrow();

        assertThat(info.version()).isEqualTo(7);
        assertThat(info.watchers())
                .extracting(Watcher::id, Watcher::uri)
                .containsExactly(
                        tuple("bob", "sip:bob@example.com"),
                        tuple("1", "sip:dan@example.com"),
                        tuple("1-1", "sip:eve@example.com"));
        assertThat(united.text()).contains("sip:bob@example.com", "sip:dan@example.com", "sip:eve@example.com");
    }

    private static Document document(WatcherInfo info) {
        return Document.of(WatcherInfo.CONTENT_TYPE, WatcherInfoWriter.write(info), info);
    }

    /** S118. */
    @Test
    void tellsAnEndOnce() throws BadBodyException {
        read(WatcherInfo.full(ALICE, 0, List.of(watcher("bob", Status.ACTIVE), watcher("carol", Status.ACTIVE))));

        WatcherInfo ending = told(WatcherInfo.partial(ALICE, 1, List.of(watcher("bob", Status.TERMINATED))));
        WatcherInfo after = told(WatcherInfo.partial(ALICE, 2, List.of(watcher("carol", Status.ACTIVE))));

        assertThat(ending.watchers())
                .extracting(Watcher::status)
                .containsExactlyInAnyOrder(Status.TERMINATED, Status.ACTIVE);
        assertThat(after.watchers()).extracting(Watcher::id).containsExactly("carol");
    }

    /** S118. */
    @Test
    void asksForFullStateAfterAGapAndTakesNothingOld() throws BadBodyException {
        read(WatcherInfo.full(ALICE, 0, List.of()));

        assertThat(read(WatcherInfo.partial(ALICE, 2, List.of(watcher("bob", Status.ACTIVE))))
                        .hasGap())
                .isTrue();
        assertThat(read(WatcherInfo.partial(ALICE, 2, List.of())).document()).isEmpty();
        assertThat(read(WatcherInfo.full(ALICE, 0, List.of())).hasGap()).isFalse();
        assertThat(read(WatcherInfo.partial(ALICE, 1, List.of())).hasGap()).isFalse();
    }

    /** F23: there are no watchers. */
    @Test
    void aDocumentWithoutAListIsAnEmptyTable() throws BadBodyException {
        read(WatcherInfo.full(ALICE, 0, List.of(watcher("bob", Status.ACTIVE))));
        String nobody = "<watcherinfo xmlns='urn:ietf:params:xml:ns:watcherinfo' version='1' state='full'/>";

        WatcherInfo info = table.read("", nobody.getBytes(StandardCharsets.UTF_8))
                .document()
                .orElseThrow()
                .as(WatcherInfo.class)
                .orElseThrow();

        assertThat(info.watchers()).isEmpty();
        assertThat(info.resource()).isEqualTo(ALICE);
    }

    /** F23: no watcher has changed. */
    @Test
    void aPartialDocumentWithoutAListChangesNothing() throws BadBodyException {
        read(WatcherInfo.full(ALICE, 0, List.of(watcher("bob", Status.ACTIVE))));
        String nothing = "<watcherinfo xmlns='urn:ietf:params:xml:ns:watcherinfo' version='1' state='partial'/>";

        Reading reading = table.read("", nothing.getBytes(StandardCharsets.UTF_8));

        assertThat(reading.hasGap()).isFalse();
        assertThat(reading.document()
                        .orElseThrow()
                        .as(WatcherInfo.class)
                        .orElseThrow()
                        .watchers())
                .hasSize(1);
    }

    /** S118: other documents are refused, and the table stays as it was. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<watcherinfo version='1' state='partial'/>",
                "<watcherinfo xmlns='urn:ietf:params:xml:ns:watcherinfo' version='-1' state='partial'>"
                        + "<watcher-list resource='sip:a@b' package='presence'/></watcherinfo>",
                "<watcherinfo xmlns='urn:ietf:params:xml:ns:watcherinfo' version='1' state='some'>"
                        + "<watcher-list resource='sip:a@b' package='presence'/></watcherinfo>"
            })
    void refusesWhatIsNoneAndStaysAsItWas(String text) throws BadBodyException {
        read(WatcherInfo.full(ALICE, 0, List.of(watcher("bob", Status.ACTIVE))));

        assertThatExceptionOfType(BadBodyException.class)
                .isThrownBy(() -> table.read("", text.getBytes(StandardCharsets.UTF_8)));

        assertThat(told(WatcherInfo.partial(ALICE, 1, List.of())).watchers()).hasSize(1);
    }

    /**
     * S118: changes, losses and repetitions at random; as long as nothing is lost, and after each full document, the
     * table is complete.
     */
    @Test
    void knowsWhoTheNotifierKnows() throws BadBodyException {
        Random random = new Random(3858);
        Map<String, Status> notifier = new TreeMap<>();
        boolean complete = false;
        long version = 0;
        WatcherInfo last = WatcherInfo.full(ALICE, version, List.of());
        for (int i = 0; i < 20_000; i++) {
            int dice = random.nextInt(20);
            boolean isNew = dice > 1;
            last = isNew ? changed(notifier, random, ++version) : last;
            if (dice == 2) {
                complete = false;
                continue;
            }
            Reading reading = read(last);
            complete = last.isFull() || complete && !reading.hasGap();
            if (complete && isNew) {
                assertThat(living(reading)).isEqualTo(List.copyOf(notifier.keySet()));
            }
        }
    }

    private static WatcherInfo changed(Map<String, Status> notifier, Random random, long version) {
        String id = "w" + random.nextInt(8);
        Status next = Status.values()[random.nextInt(4)];
        notifier.put(id, next);
        List<Watcher> all = new ArrayList<>();
        notifier.forEach((name, status) -> all.add(watcher(name, status)));
        notifier.values().removeIf(Status.TERMINATED::equals);
        return random.nextInt(8) == 0
                ? WatcherInfo.full(ALICE, version, all)
                : WatcherInfo.partial(ALICE, version, List.of(watcher(id, next)));
    }

    private static List<String> living(Reading reading) {
        return info(reading).watchers().stream()
                .filter(watcher -> watcher.status() != Status.TERMINATED)
                .map(Watcher::id)
                .sorted()
                .toList();
    }

    private static Watcher watcher(String id, Status status) {
        return Watcher.of(id, "sip:" + id + "@example.com", status, "subscribe");
    }

    private Reading read(WatcherInfo document) throws BadBodyException {
        return table.read(WatcherInfo.CONTENT_TYPE, WatcherInfoWriter.write(document));
    }

    private WatcherInfo told(WatcherInfo document) throws BadBodyException {
        return info(read(document));
    }

    private static WatcherInfo info(Reading reading) {
        return reading.document().orElseThrow().as(WatcherInfo.class).orElseThrow();
    }
}
