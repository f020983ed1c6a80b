package io.qsa.pa.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The tests of every store. I32, I33: one code path, the same tests. */
public abstract class StoreContract {
    private static final Instant SOON = Instant.parse("2026-11-24T12:00:00.123456Z");

    /** The store as the agent opens it at a start, with the data that an earlier one has committed. */
    protected abstract PresenceStore store();

    @Test
    void aNewStoreIsEmpty() throws StoreException {
        assertThat(publications()).isEmpty();
        assertThat(subscriptions()).isEmpty();
    }

    @Test
    void whatIsCommittedIsReadAfterARestart() throws StoreException {
        commit(List.of(publication("p1", "e1")), List.of(), List.of(subscription("s1", 7)), List.of());

        assertThat(publications()).containsExactly(publication("p1", "e1"));
        assertThat(subscriptions()).containsExactly(subscription("s1", 7));
    }

    @Test
    void aRecordTakesThePlaceOfTheOneWithItsKey() throws StoreException {
        commit(List.of(publication("p1", "e1")), List.of(), List.of(subscription("s1", 7)), List.of());
        commit(List.of(publication("p1", "e2")), List.of(), List.of(subscription("s1", 8)), List.of());

        assertThat(publications()).containsExactly(publication("p1", "e2"));
        assertThat(subscriptions()).containsExactly(subscription("s1", 8));
    }

    @Test
    void whatHasEndedIsGoneAndMayHaveBeenUnknown() throws StoreException {
        commit(List.of(publication("p1", "e1"), publication("p2", "e2")), List.of(), List.of(), List.of());
        commit(List.of(), List.of("p1", "p7"), List.of(), List.of("s7"));

        assertThat(publications()).containsExactly(publication("p2", "e2"));
    }

    /** I33: the first time it may have been written or not. */
    @Test
    void theSameBatchMayComeTwice() throws StoreException {
        for (int i = 0; i < 2; i++) {
            commit(List.of(publication("p1", "e1")), List.of("p0"), List.of(subscription("s1", 7)), List.of());
        }

        assertThat(publications()).hasSize(1);
        assertThat(subscriptions()).hasSize(1);
    }

    @Test
    void publicationsComeInTheOrderOfTheirKeys() throws StoreException {
        commit(List.of(publication("00b-1", "e1"), publication("00a-2", "e2")), List.of(), List.of(), List.of());
        commit(List.of(publication("00a-1", "e3")), List.of(), List.of(), List.of());

        assertThat(publications()).extracting(StoredPublication::key).containsExactly("00a-1", "00a-2", "00b-1");
    }

    /** Long URIs, route sets and documents, and characters of every kind. */
    @Test
    void nothingIsCutOrChanged() throws StoreException {
        String longUri = "sip:" + "a".repeat(60_000) + "@example.com";
        String document = "<presence>" + "\u00e4\u20ac\ud83d\ude00'\"\\%s?".repeat(20_000) + "</presence>";
        StoredPublication publication = new StoredPublication("p1", longUri, "e1", SOON, document);
        StoredDialog dialog = new StoredDialog(
                "call 'id'",
                "<" + longUri + ">;tag=l",
                "<sip:bob@example.com>;tag=r",
                longUri,
                List.of("<sip:one.example.com;lr>", "\"a, b\" <sip:two.example.com;lr>", "<" + longUri + ">"),
                (1L << 31) - 1,
                0);
        StoredSubscription subscription = new StoredSubscription("s1", longUri, "presence;id=7", SOON, dialog);

        commit(List.of(publication), List.of(), List.of(subscription), List.of());

        assertThat(publications()).containsExactly(publication);
        assertThat(subscriptions()).containsExactly(subscription);
    }

    @Test
    void aBatchMayBeLarge() throws StoreException {
        List<StoredPublication> many = IntStream.range(0, 10_000)
                .mapToObj(i -> publication(String.format("%05d", i), "e" + i))
                .toList();
        commit(many, List.of(), List.of(), List.of());
        assertThat(publications()).isEqualTo(many);

        commit(List.of(), many.stream().map(StoredPublication::key).toList(), List.of(), List.of());
        assertThat(publications()).isEmpty();
    }

    private void commit(
            List<StoredPublication> publications,
            List<String> endedPublications,
            List<StoredSubscription> subscriptions,
            List<String> endedSubscriptions)
            throws StoreException {
        store().commit(new Batch(publications, endedPublications, subscriptions, endedSubscriptions));
    }

    private List<StoredPublication> publications() throws StoreException {
        List<StoredPublication> all = new ArrayList<>();
        store().readPublications(all::add);
        return all;
    }

    private List<StoredSubscription> subscriptions() throws StoreException {
        List<StoredSubscription> all = new ArrayList<>();
        store().readSubscriptions(all::add);
        return all;
    }

    private static StoredPublication publication(String key, String tag) {
        return new StoredPublication(key, "sip:alice@example.com", tag, SOON, "<presence/>");
    }

    private static StoredSubscription subscription(String key, long localCseq) {
        StoredDialog dialog = new StoredDialog(
                "call-1",
                "<sip:alice@example.com>;tag=" + key,
                "<sip:bob@example.com>;tag=r",
                "sip:bob@127.0.0.1:5062",
                List.of(),
                localCseq,
                3);
        return new StoredSubscription(key, "sip:alice@example.com", "presence", SOON, dialog);
    }
}
