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
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.OptionUtils;

import io.qsa.Subscription;
import io.qsa.SubscriptionRequest;
import io.qsa.SubscriptionService;
import io.qsa.itests.peer.Kamailio;
import io.qsa.itests.peer.Pidf;
import io.qsa.itests.peer.Scenario;
import io.qsa.itests.peer.Sipp;
import io.qsa.itests.peer.Step;
import io.qsa.sip.SipEndpoint;

import static io.qsa.itests.karaf.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The feature of each event package is installed in the running platform and uninstalled, while Bob watches the
 * presence of Alice at Kamailio, without any effect on him. The documents of the package are from a foreign server,
 * except for lists.
 */
public class PackagesIT extends KarafTest {
    private static final String ALICE = "sip:alice@example.test";
    private static final String BOB = "sip:bob@example.test";
    private static final String FRIENDS = "sip:friends@example.test";
    private static final String MEMBER = "sip:one@member.test";
    private static final String ENTRIES =
            "<list xmlns='urn:ietf:params:xml:ns:resource-lists'><entry uri='" + MEMBER + "'/></list>";

    private static final Pattern DIALOG =
            Pattern.compile("\"(state|call-id|local_tag|remote_tag|cseq|remote_cseq)\": [^,}]*");

    @Inject
    private SubscriptionService qsa;

    @Inject
    private SipEndpoint endpoint;

    @Inject
    private FeaturesService features;

    private Kamailio kamailio;
    private Inbox presence;
    private Subscription live;
    private String before;

    @Configuration
    public static Option[] platform() {
        return OptionUtils.combine(Distribution.unpacked(), Peers.bundle());
    }

    private void bobWatchesAliceAtKamailio(String... switches) throws InterruptedException {
        kamailio = Kamailio.start(Peers.directory("kamailio"), 3600, switches);
        set("io.qsa.broker", "routes", "presence;member.test=pa, *;*=presence_b2b");
        ask(kamailio.uri("udp"));
        presence = new Inbox(qsa);
        live = qsa.subscribe(SubscriptionRequest.presence(ALICE, BOB), presence.queue());
        eventually(() -> assertThat(dialog()).contains("CONFIRMED", "_tag", "remote_cseq"));
        // Not before: Kamailio answers a PUBLISH first and notifies the watchers later, then he would be notified
        // twice.
        kamailio.publish(ALICE, Pidf.open(ALICE, "at my desk"));
        presence.awaitText("at my desk");
        before = dialog();
    }

    /** Later subscriptions are made at this server. */
    private void ask(String server) {
        set("io.qsa.presence_b2b", "presence_outbound_proxy", server);
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
        assertThat(live).as("his subscription").isNotNull();
        try {
            assertThatNothingHasTouchedHim();
        } finally {
            live.close();
            kamailio.close();
        }
    }

    private void assertThatNothingHasTouchedHim() throws InterruptedException {
        assertThat(dialog()).isEqualTo(before);
        int heard = presence.heard().size();
        kamailio.publish(ALICE, Pidf.open(ALICE, "still here"));
        presence.awaitText("still here");
        assertThat(presence.heard()).hasSize(heard + 1);
        assertThat(presence.heard())
                .noneMatch(notification -> notification.status().isFinal());
    }

    /** An action after the subscription was made. */
    private interface Happening {
        void happens() throws Exception;
    }

    private void assertHeard(String feature, SubscriptionRequest request, Happening happening, String text)
            throws Exception {
        assertHeard(feature, request, happening, text, () -> {});
    }

    /** @param farewell what to wait for before the package is uninstalled */
    private void assertHeard(
            String feature, SubscriptionRequest request, Happening happening, String text, Happening farewell)
            throws Exception {
        Inbox inbox = new Inbox(qsa);
        features.installFeature(feature);
        try (Subscription subscription = qsa.subscribe(request, inbox.queue())) {
            happening.happens();
            assertThat(inbox.awaitText(text).notifier()).isEqualTo("presence_b2b");
            assertThat(subscription.request()).isEqualTo(request);
            assertThat(dialog()).isEqualTo(before);
        }
        farewell.happens();
        features.uninstallFeature(feature);
    }

    /** S116: Alice registers at Kamailio's registrar. */
    @Test
    public void registrations() throws Exception {
        bobWatchesAliceAtKamailio(Kamailio.REGISTRAR);

        assertHeard(
                "qsa-reg",
                SubscriptionRequest.of("reg", ALICE, ALICE),
                () -> kamailio.register(ALICE, 60),
                "event=\"created\"");
    }

    /** S118: Kamailio notifies Alice that Bob watches her. */
    @Test
    public void watchers() throws Exception {
        bobWatchesAliceAtKamailio();

        assertHeard("qsa-winfo", SubscriptionRequest.of("presence.winfo", ALICE, ALICE), () -> {}, BOB);
    }

    /** S110, S111: Kamailio's resource list server. */
    @Test
    public void lists() throws Exception {
        bobWatchesAliceAtKamailio(Kamailio.LISTS);
        kamailio.publish(MEMBER, Pidf.open(MEMBER, "in the list"));
        kamailio.putLists(
                "bob",
                "<rls-services xmlns='urn:ietf:params:xml:ns:rls-services'><service uri='" + FRIENDS + "'>" + ENTRIES
                        + "<packages><package>presence</package></packages></service></rls-services>");

        assertHeard(
                "qsa-resource-lists", SubscriptionRequest.of("presence.list", FRIENDS, BOB), () -> {}, "in the list");
    }

    /** S119: SIPp. */
    @Test
    public void waitingMessages() throws Exception {
        bobWatchesAliceAtKamailio();
        String event = "message-summary";
        String headers = "Event: " + event + "\nContent-Type: application/simple-message-summary\nSubscription-State: ";
        Scenario scenario = Scenario.of(
                Step.accept(600),
                Step.tellOf(1, headers + "active;expires=600", "Messages-Waiting: yes"),
                Step.subscribe(),
                Step.accept(0),
                Step.tellOf(2, headers + "terminated;reason=timeout", "Messages-Waiting: no"));

        try (Sipp sipp = Sipp.start(Peers.directory("sipp"), scenario)) {
            ask(sipp.uriOf("proxy"));
            assertHeard(
                    "qsa-message-summary",
                    SubscriptionRequest.of(event, ALICE, ALICE),
                    () -> {},
                    "Waiting: yes",
                    sipp::awaitSuccess);
        }
    }

    /** R02: our resource list server has the statuses of our presence agent. */
    @Test
    public void listsOfOurs() throws Exception {
        bobWatchesAliceAtKamailio();
        ask(endpoint.listeningPoints().get(0).uri().toString());
        shell().run("pa:publish --note 'in the list' " + MEMBER + " open");
        Path lists = Files.createTempDirectory("lists");
        Files.writeString(
                lists.resolve("friends@example.test.xml"),
                "<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists'>" + ENTRIES + "</resource-lists>");
        features.installFeature("qsa-rls");
        set("io.qsa.rls", "auth", "none", "lists_directory", lists.toString());
        eventually(() -> assertThat(shell().run("rls:lists")).contains(FRIENDS));

        assertHeard(
                "qsa-resource-lists", SubscriptionRequest.of("presence.list", FRIENDS, BOB), () -> {}, "in the list");
        features.uninstallFeature("qsa-rls");
    }
}
