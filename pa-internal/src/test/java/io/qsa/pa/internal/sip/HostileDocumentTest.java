package io.qsa.pa.internal.sip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.qsa.base.timer.VirtualTimers;
import io.qsa.pa.internal.agent.Agents;
import io.qsa.pa.internal.agent.PresenceAgent;
import io.qsa.pa.internal.journal.Journals;
import io.qsa.pa.store.MemoryStore;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.notifier.FakeEndpoint;
import io.qsa.sip.notifier.UserAgent;

import static io.qsa.pa.internal.agent.Agents.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

/** Documents made to harm those who write them again: the store and the watchers. */
class HostileDocumentTest {
    private final VirtualTimers timers = new VirtualTimers();
    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final MemoryStore store = new MemoryStore();
    private final PresenceAgent agent = agent("max_document_size", "20000");
    private final Publisher publisher = new Publisher(agent);

    private PresenceAgent agent(String... settings) {
        var journal = Journals.of(store, timers);
        PresenceAgent made = Agents.agent(timers, journal, settings);
        journal.start();
        return made;
    }

    private SipResponse publish(String user, String document) {
        SipRequest request =
                new UserAgent(user).publish(600).withBody(UserAgent.PIDF, document.getBytes(StandardCharsets.UTF_8));
        return endpoint.ask(publisher::onPublish, request);
    }

    private List<String> stored() {
        List<String> documents = new ArrayList<>();
        store.readPublications(publication -> documents.add(publication.document()));
        return documents;
    }

    private static String declarations(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> " xmlns:" + prefix + i + "='urn:" + prefix + i + "'")
                .collect(Collectors.joining());
    }

    private static String presence(String declarations, String content) {
        return "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='" + ALICE + "'" + declarations + ">" + content
                + "</presence>";
    }

    /** F90: 24 declarations and a namespace of 1,100 characters; a publication answered with 200 is in the store. */
    @Test
    void manyNamespacesAndALongOneAreStored() {
        String tuple = "<tuple id='t'" + declarations("b", 12) + "><status><long:x/></status></tuple>";

        SipResponse response =
                publish("1", presence(declarations("a", 11) + " xmlns:long='urn:" + "u".repeat(1_100) + "'", tuple));

        assertThat(response.code()).isEqualTo(200);
        assertThat(stored()).hasSize(1).allMatch(document -> document.contains("long:x"));
        assertThat(agent.journal().info().refused()).isZero();
    }

    /** F91, X35. */
    @Test
    void aLongNamespaceOfManyElementsIsRefusedAndKeptNowhere() {
        SipResponse response =
                publish("1", presence(" xmlns:n='urn:" + "u".repeat(30_000) + "'", "<n:x/>".repeat(5_000)));

        assertThat(response.code()).isEqualTo(400);
        assertThat(stored()).isEmpty();
        assertThat(agent.size()).isZero();
    }

    /** F91: the publications of several publishers for one user are one document. */
    @Test
    void allThatIsPublishedForOneIsBounded() {
        String note = presence("", "<note>" + "n".repeat(6_000) + "</note>");
        List<Integer> codes = IntStream.range(0, 5)
                .map(i -> publish("c" + i, note).code())
                .boxed()
                .toList();

        assertThat(codes).containsExactly(200, 200, 200, 413, 413);
        assertThat(agent.presentities().get(0).entityTags()).hasSize(3);
    }

    /** F91: the size of a change excludes the publication it replaces, and one that is refused changes nothing. */
    @Test
    void aChangeIsMeasuredWithoutWhatItReplaces() {
        String tag = publish("c1", presence("", "<note>" + "n".repeat(15_000) + "</note>"))
                .header("SIP-ETag")
                .orElseThrow();

        SipResponse larger = endpoint.ask(
                publisher::onPublish,
                new UserAgent("c2")
                        .publish(600)
                        .with("SIP-If-Match", tag)
                        .withBody(
                                UserAgent.PIDF,
                                presence("", "<note>" + "n".repeat(25_000) + "</note>")
                                        .getBytes(StandardCharsets.UTF_8)));
        SipResponse same = endpoint.ask(
                publisher::onPublish,
                new UserAgent("c3")
                        .publish(600)
                        .with("SIP-If-Match", tag)
                        .withBody(
                                UserAgent.PIDF,
                                presence("", "<note>" + "m".repeat(15_000) + "</note>")
                                        .getBytes(StandardCharsets.UTF_8)));

        assertThat(larger.code()).isEqualTo(413);
        assertThat(same.code()).isEqualTo(200);
    }
}
