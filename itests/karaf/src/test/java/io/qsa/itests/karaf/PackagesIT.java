package io.qsa.itests.karaf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.inject.Inject;

import org.apache.karaf.features.FeaturesService;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

import io.qsa.Subscription;
import io.qsa.SubscriptionRequest;
import io.qsa.SubscriptionService;
import io.qsa.sip.SipEndpoint;

import static io.qsa.itests.karaf.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The feature of each event package comes into the running platform and goes, while somebody watches presence over SIP,
 * who notices nothing. presence_b2b asks the platform's own servers, and for the rest a server of the test.
 */
public class PackagesIT extends KarafTest {
    private static final String ALICE = "sip:alice@example.test";
    private static final String BOB = "sip:bob@example.test";

    private static final Pattern DIALOG =
            Pattern.compile("\"(state|call-id|local tag|remote tag|cseq|remote cseq)\": [^,}]*");

    @Inject
    private SubscriptionService qsa;

    @Inject
    private SipEndpoint endpoint;

    @Inject
    private FeaturesService features;

    private Inbox presence;
    private Subscription live;
    private String before;
    private PackageServer server;

    @Before
    public void somebodyWatches() throws InterruptedException {
        set(
                "io.qsa.presence_b2b",
                "presence_outbound_proxy",
                endpoint.listeningPoints().get(0).uri().toString());
        set("io.qsa.pa", "notify_interval", "0");
        set("io.qsa.broker", "routes", "presence;member.test=pa, *;*=presence_b2b");
        shell().run("pa:publish --note 'at my desk' " + ALICE + " open");
        shell().run("pa:publish --note 'in the list' sip:one@member.test open");
        presence = new Inbox(qsa);
        live = qsa.subscribe(SubscriptionRequest.presence(ALICE, BOB), presence.queue());
        presence.awaitText("at my desk");
        eventually(() -> assertThat(dialog()).contains("CONFIRMED"));
        before = dialog();
    }

    /** The state, ids and sequence numbers of his dialog, which every message in it would change. */
    private String dialog() {
        return Arrays.stream(shell().run("b2b:dialogs --detail --json").split("},"))
                .filter(row -> row.contains("\"" + live.id() + "\""))
                .flatMap(row -> DIALOG.matcher(row).results())
                .map(MatchResult::group)
                .collect(Collectors.joining(" "));
    }

    @After
    public void nothingHasTouchedHim() throws InterruptedException {
        assertThat(dialog()).isEqualTo(before);
        shell().run("pa:publish --note 'still here' " + ALICE + " open");
        presence.awaitText("still here");
        assertThat(presence.heard())
                .extracting(notification -> notification.sequence())
                .doesNotHaveDuplicates();
        assertThat(presence.heard())
                .noneMatch(notification -> notification.status().isFinal());
        live.close();
        if (server != null) {
            server.close();
        }
    }

    private void assertHeard(String feature, SubscriptionRequest request, String text) throws Exception {
        Inbox inbox = new Inbox(qsa);
        features.installFeature(feature);
        try (Subscription subscription = qsa.subscribe(request, inbox.queue())) {
            assertThat(inbox.awaitText(text).notifier()).isEqualTo("presence_b2b");
            assertThat(subscription.request()).isEqualTo(request);
            assertThat(dialog()).isEqualTo(before);
        }
        features.uninstallFeature(feature);
    }

    /** S116. */
    @Test
    public void registrations() throws Exception {
        String body = "<reginfo xmlns='urn:ietf:params:xml:ns:reginfo' version='0' state='full'>"
                + "<registration aor='" + ALICE + "' id='1' state='active'/></reginfo>";
        server = new PackageServer(context(), endpoint, "reg", "application/reginfo+xml", body);

        assertHeard("qsa-reg", SubscriptionRequest.of("reg", ALICE, ALICE), "state='active'");
    }

    /** S119. */
    @Test
    public void waitingMessages() throws Exception {
        String event = "message-summary";
        server = new PackageServer(
                context(), endpoint, event, "application/simple-message-summary", "Messages-Waiting: yes\r\n");

        assertHeard("qsa-message-summary", SubscriptionRequest.of(event, ALICE, ALICE), "Messages-Waiting");
    }

    /** S118, W01: the presence agent tells Alice that Bob watches her. */
    @Test
    public void watchers() throws Exception {
        assertHeard("qsa-winfo", SubscriptionRequest.of("presence.winfo", ALICE, ALICE), BOB);
    }

    /** S110, S111, R02: our resource list server tells what our presence agent knows. */
    @Test
    public void lists() throws Exception {
        Path lists = Files.createTempDirectory("lists");
        Files.writeString(
                lists.resolve("friends@example.test.xml"),
                "<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists'><list>"
                        + "<entry uri='sip:one@member.test'/></list></resource-lists>");
        features.installFeature("qsa-rls");
        set("io.qsa.rls", "auth", "none", "lists_directory", lists.toString());
        eventually(() -> assertThat(shell().run("rls:lists")).contains("sip:friends@example.test"));

        assertHeard(
                "qsa-resource-lists",
                SubscriptionRequest.of("presence.list", "sip:friends@example.test", BOB),
                "in the list");
        features.uninstallFeature("qsa-rls");
    }
}
