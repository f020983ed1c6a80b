package io.qsa.rls.internal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import io.qsa.base.timer.VirtualTimers;
import io.qsa.base.tolerance.Tolerances;
import io.qsa.rls.internal.documents.ListDirectory;
import io.qsa.rls.internal.documents.ListsTolerance;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.notifier.FakeEndpoint;
import io.qsa.sip.notifier.users.PresenceUsers;

import static org.assertj.core.api.Assertions.assertThat;

/** A server of one list, its watchers, and the words to script both. The test speaks for the members. */
abstract class ListServerScript {
    static final String LIST = "sip:bob-list@example.com";

    @TempDir
    Path directory;

    final VirtualTimers time = new VirtualTimers();
    final FakeEndpoint endpoint = new FakeEndpoint();
    final FakeQsa qsa = new FakeQsa();
    final ListSources lists = new ListSources();
    final List<PresenceUsers> users = new ArrayList<>();
    /** The packages in which members can be subscribed to. */
    final List<String> served = new ArrayList<>(List.of("presence"));

    final ListServer server = new ListServer(
            new ListServer.Platform(qsa, () -> served, endpoint, time, this::work), lists, new ListAccess(() -> users));
    private final Queue<Runnable> held = new ArrayDeque<>();
    private final Map<String, String> toTags = new HashMap<>();
    private ListDirectory documents;
    private boolean isBusy;
    private int cseq;

    @BeforeEach
    void listOfThree() throws Exception {
        configure("auth", "none");
        documents = new ListDirectory(directory, -1, Tolerances.all(ListsTolerance.values()));
        listIs("a", "b", "c");
    }

    private void work(Runnable task) {
        if (isBusy) {
            held.add(task);
        } else {
            task.run();
        }
    }

    /** From now on tasks of the worker wait. */
    void workerIsBusy() {
        isBusy = true;
    }

    void workerIsFree() {
        isBusy = false;
        held.forEach(Runnable::run);
        held.clear();
    }

    void configure(String... keysAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        server.apply(RlsSettings.of(values));
    }

    void listIs(String... members) throws Exception {
        String entries = Arrays.stream(members)
                .map(member -> "<entry uri='sip:" + member + "@example.com'/>")
                .collect(Collectors.joining());
        Files.writeString(
                directory.resolve("bob-list@example.com.xml"),
                "<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists'><list>" + entries
                        + "</list></resource-lists>");
        rescan();
    }

    void rescan() {
        documents.scan();
        lists.use(Optional.of(documents));
        server.onLists();
    }

    SipRequest subscribe(String watcher, int expires) {
        cseq++;
        return SipRequest.of("SUBSCRIBE", LIST)
                .with("Via", "SIP/2.0/UDP 127.0.0.1:5062;branch=z9hG4bK" + cseq)
                .with("From", "<sip:" + watcher + "@example.com>;tag=" + watcher)
                .with("To", "<" + LIST + ">" + toTags.getOrDefault(watcher, ""))
                .with("Call-ID", watcher)
                .with("CSeq", cseq + " SUBSCRIBE")
                .with("Contact", "<sip:" + watcher + "@127.0.0.1:5062>")
                .with("Event", "presence")
                .with("Expires", String.valueOf(expires))
                .with("Supported", "eventlist");
    }

    SipResponse handle(SipRequest request) {
        FakeEndpoint.Incoming incoming = endpoint.incoming(request);
        assertThat(server.handle(incoming)).isTrue();
        return incoming.response();
    }

    SipResponse subscribes(String watcher) {
        SipResponse response = handle(subscribe(watcher, 600));
        toTags.put(watcher, ";tag=" + response.to().tag().orElseThrow());
        return response;
    }

    /** The body of the next NOTIFY, which is answered. */
    String told(int code) {
        return new String(endpoint.answer(code).body(), StandardCharsets.UTF_8);
    }

    String told() {
        return told(200);
    }

    void allAreThere() {
        qsa.active("a", "one");
        qsa.active("b", "two");
        qsa.active("c", "three");
    }

    void bobKnowsAll() {
        subscribes("bob");
        allAreThere();
        told();
        endpoint.log();
    }
}
