package io.qsa.rls.internal;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.qsa.Status;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.notifier.users.PresenceUser;

import static org.assertj.core.api.Assertions.assertThat;

/** SUBSCRIBE and NOTIFY between scripted watchers and the server, whose members the test speaks for. */
class ListServerTest extends ListServerScript {
    /** R01. */
    @Test
    void aWatcherWithoutTheExtensionIsTold() {
        SipResponse response = handle(subscribe("bob", 600).without("Supported"));

        assertThat(response.code()).isEqualTo(421);
        assertThat(response.header("Require")).contains("eventlist");
        assertThat(qsa.subscriptions()).isEmpty();
    }

    /** F40. */
    @Test
    void theProxiesOnTheWayStandInEveryAnswer() {
        String[] proxies = {"<sip:near.example.com;lr>", "<sip:far.example.com;lr>"};
        SipResponse first = handle(routed(subscribe("bob", 600), proxies));
        SipRequest refresh = subscribe("bob", 600)
                .withFirstReplaced(
                        "To", "<" + LIST + ">;tag=" + first.to().tag().orElseThrow());

        assertThat(first.headers("Record-Route")).containsExactly(proxies);
        assertThat(handle(routed(refresh, proxies)).headers("Record-Route")).containsExactly(proxies);
    }

    private static SipRequest routed(SipRequest request, String... proxies) {
        return request.with("Record-Route", proxies[0], "Record-Route", proxies[1]);
    }

    @Test
    void whatIsNotForAListIsLeftToOthers() {
        SipRequest toAlice = SipRequest.of("SUBSCRIBE", "sip:alice@example.com").with("To", "<sip:alice@example.com>");
        SipRequest elsewhere = subscribe("bob", 600).withFirstReplaced("To", "<" + LIST + ">;tag=of-the-agent");

        assertThat(server.handle(endpoint.incoming(toAlice))).isFalse();
        assertThat(server.handle(endpoint.incoming(elsewhere))).isFalse();
        assertThat(endpoint.log()).isEmpty();
    }

    /** R04, F119. */
    @ParameterizedTest
    @CsvSource({"Supported, EventList", "Supported, '100rel, EVENTLIST'", "Require, Eventlist"})
    void theNameOfTheExtensionHasNoCase(String header, String tags) {
        assertThat(handle(subscribe("bob", 600).without("Supported").with(header, tags))
                        .code())
                .isEqualTo(200);
    }

    /** R03, F118: a service without packages. */
    @Test
    void aListWithoutPackagesIsForEveryOneThatSomebodyServes() throws Exception {
        Files.delete(directory.resolve("bob-list@example.com.xml"));
        Files.writeString(
                directory.resolve("services.xml"),
                "<rls-services xmlns='urn:ietf:params:xml:ns:rls-services' xmlns:rl='urn:ietf:params:xml:ns:resource-lists'>"
                        + "<service uri='" + LIST + "'><list><rl:entry uri='sip:a@example.com'/></list></service>"
                        + "</rls-services>");
        rescan();
        served.add("message-summary");

        SipResponse response = handle(subscribe("bob", 600).withFirstReplaced("Event", "message-summary"));
        SipResponse unknown = handle(subscribe("carol", 600).withFirstReplaced("Event", "weather"));

        assertThat(response.code()).isEqualTo(200);
        assertThat(qsa.subscriptions()).containsExactly("message-summary sip:a@example.com sip:bob@example.com");
        assertThat(unknown.code()).isEqualTo(489);
        assertThat(unknown.header("Allow-Events")).contains("presence, message-summary");
    }

    /** R02, F43: one subscription for each member, in the name of the watcher; their states are in one NOTIFY. */
    @Test
    void theFirstNotifyIsTheFullState() {
        SipResponse response = subscribes("bob");
        assertThat(response.header("Require")).contains("eventlist");
        assertThat(qsa.subscriptions())
                .containsExactly(
                        "presence sip:a@example.com sip:bob@example.com",
                        "presence sip:b@example.com sip:bob@example.com",
                        "presence sip:c@example.com sip:bob@example.com");

        allAreThere();

        assertThat(endpoint.log()).containsExactly("200", "NOTIFY active;expires=600");
        assertThat(endpoint.sent().header("Require")).contains("eventlist");
        assertThat(endpoint.sent().contentType().orElseThrow())
                .matches("multipart/related;type=\"application/rlmi\\+xml\";start=\"<list\\.\\w+>\";boundary=\\w+");
        assertThat(told())
                .contains("uri=\"" + LIST + "\" version=\"0\" fullState=\"true\"")
                .contains("<resource uri=\"sip:a@example.com\"><instance id=\"1\" state=\"active\" cid=\"")
                .containsSubsequence("</list>", "\r\none\r\n", "\r\ntwo\r\n", "\r\nthree\r\n");
    }

    /** R02: the NOTIFY does not wait for a member without a status; that member has no instance. */
    @Test
    void aMemberThatSaysNothingHoldsNothingUp() {
        subscribes("bob");
        qsa.active("a", "one");
        assertThat(endpoint.inFlight()).isZero();

        time.advance(Duration.ofMillis(500));

        assertThat(told()).contains("fullState=\"true\"").contains("<resource uri=\"sip:b@example.com\"></resource>");
    }

    /** S112, S113: the changes of one interval are one NOTIFY, which contains only them. */
    @Test
    void changesAreGatheredIntoPartialState() {
        bobKnowsAll();

        qsa.active("a", "four");
        qsa.active("a", "five");
        time.advance(Duration.ofMillis(9_999));
        assertThat(endpoint.inFlight()).isZero();
        time.advance(Duration.ofMillis(1));

        assertThat(told())
                .contains("version=\"1\" fullState=\"false\"")
                .contains("five")
                .doesNotContain("four", "sip:b@example.com");
        time.advance(Duration.ofMinutes(1));
        assertThat(endpoint.inFlight()).isZero();
    }

    @Test
    void noMoreListsAreToldInOneIntervalThanMayBe() {
        configure("auth", "none", "max_notifications_at_once", "1");
        bobKnowsAll();
        subscribes("carol");
        allAreThere();
        told();
        time.advance(Duration.ofMinutes(1));
        while (endpoint.inFlight() > 0) {
            told();
        }

        qsa.active("a", "four");
        time.advance(Duration.ofSeconds(10));
        assertThat(endpoint.inFlight()).isEqualTo(1);
        assertThat(endpoint.answer(200).requestUri()).contains("bob");

        time.advance(Duration.ofSeconds(10));
        assertThat(endpoint.answer(200).requestUri()).contains("carol");
    }

    /** S113. */
    @Test
    void aRefreshIsAnsweredWithTheFullState() {
        bobKnowsAll();

        subscribes("bob");

        assertThat(told()).contains("version=\"1\" fullState=\"true\"").contains("one", "two", "three");
    }

    /** S112: a watcher that may lack the last version gets the full state. */
    @Test
    void afterANotifyThatWasNotTakenComesTheFullState() {
        bobKnowsAll();
        qsa.active("a", "four");
        time.advance(Duration.ofSeconds(10));

        endpoint.answer(SipResponse.to(endpoint.sent(), 503).with("Retry-After", "5"));
        time.advance(Duration.ofSeconds(5));

        assertThat(told()).contains("version=\"2\" fullState=\"true\"").contains("four", "two", "three");
    }

    /** S114, R04, F119. */
    @ParameterizedTest
    @CsvSource({
        "PENDING, '', pending\"/>",
        "REJECTED, '', terminated\" reason=\"rejected\"/>",
        "TERMINATED, noresource, terminated\" reason=\"noresource\"/>",
        "TERMINATED, expired, terminated\" reason=\"timeout\"/>",
        "TERMINATED, service-stopped, terminated\" reason=\"deactivated\"/>",
        "TERMINATED, error, terminated\" reason=\"probation\"/>",
        "TERMINATED, '', terminated\" reason=\"probation\"/>",
        "ACTIVE, '', active\"/>"
    })
    void theStatusOfAMemberIsTheStateOfItsInstance(Status status, String reason, String state) {
        bobKnowsAll();

        qsa.tell("b", status, reason, status == Status.ACTIVE ? "" : "not to be seen");
        time.advance(Duration.ofSeconds(10));

        assertThat(told()).contains("state=\"" + state).doesNotContain("not to be seen");
    }

    /** S113: only full state can take a resource out. */
    @Test
    void aChangedListIsToldWhole() throws Exception {
        bobKnowsAll();

        listIs("a", "d");
        qsa.active("d", "four");
        time.advance(Duration.ofSeconds(10));

        assertThat(told())
                .contains("fullState=\"true\"")
                .contains("one", "four")
                .doesNotContain("two", "sip:b@");
        assertThat(qsa.subscriptions())
                .containsExactlyInAnyOrder(
                        "presence sip:a@example.com sip:bob@example.com",
                        "presence sip:d@example.com sip:bob@example.com");
    }

    /** R04, F119: whoever was told of a list once is told of a list to the end. */
    @Test
    void aListThatIsGoneEndsItsSubscriptions() throws Exception {
        bobKnowsAll();

        Files.delete(directory.resolve("bob-list@example.com.xml"));
        rescan();

        assertThat(endpoint.log()).containsExactly("NOTIFY terminated;reason=noresource");
        assertThat(endpoint.sent().header("Require")).contains("eventlist");
        assertThat(told()).contains("version=\"1\" fullState=\"false\"");
        assertThat(qsa.subscriptions()).isEmpty();
        assertThat(server.watched()).isEmpty();
    }

    /** A fetch: everything once. */
    @Test
    void aFetchGetsTheFullStateAndIsOver() {
        handle(subscribe("bob", 0));
        allAreThere();

        assertThat(endpoint.sent().header("Subscription-State")).contains("terminated;reason=timeout");
        assertThat(told()).contains("fullState=\"true\"").contains("one", "two", "three");
        assertThat(qsa.subscriptions()).isEmpty();
    }

    @Test
    void theEndOfAWatcherEndsWhatWasMadeForHim() {
        bobKnowsAll();

        handle(subscribe("bob", 0));
        told();

        assertThat(qsa.subscriptions()).isEmpty();
        assertThat(server.watched()).isEmpty();
    }

    @Test
    void expiriesAreThoseOfTheSettings() {
        configure("auth", "none", "min_expiration", "120", "max_expiration", "300", "default_expiration", "200");

        assertThat(handle(subscribe("bob", 60)).header("Min-Expires")).contains("120");
        assertThat(handle(subscribe("carol", 600)).header("Expires")).contains("300");
        assertThat(handle(subscribe("dan", 1).without("Expires")).header("Expires"))
                .contains("200");
    }

    @ParameterizedTest
    @CsvSource({"implicit, bob, 200", "implicit, carol, 403", "digest, bob, 401"})
    void onlyWhoMayComesIn(String auth, String watcher, int code) {
        users.add(name -> Optional.of(PresenceUser.withPassword(name, "secret", List.of("*@example.com"))));
        configure("auth", auth);

        assertThat(handle(subscribe(watcher, 600)).code()).isEqualTo(code);
    }

    @Test
    void theSameNameInAnotherDomainOwnsNoList() {
        configure("auth", "implicit");

        assertThat(handle(subscribe("bob", 600).withFirstReplaced("From", "<sip:bob@elsewhere.example>;tag=bob"))
                        .code())
                .isEqualTo(403);
    }

    /** Present watchers stay. */
    @Test
    void moreWatchersThanMayBeAreToldToComeLater() {
        configure("auth", "none", "max_watchers", "1");
        bobKnowsAll();

        SipResponse response = handle(subscribe("carol", 600));

        assertThat(response.code()).isEqualTo(480);
        assertThat(response.header("Retry-After")).contains("60");
        assertThat(subscribes("bob").code()).isEqualTo(200);
        assertThat(server.watched()).hasSize(1);
    }

    /** Present watchers stay, and follow the list. */
    @Test
    void aListThatIsTooLongIsRefusedToNewWatchers() throws Exception {
        configure("auth", "none", "max_members", "3");
        bobKnowsAll();
        listIs("a", "b", "c", "d");

        SipResponse response = handle(subscribe("carol", 600));

        assertThat(response.code()).isEqualTo(403);
        assertThat(response.header("Warning").orElseThrow()).contains("max_members");
        assertThat(subscribes("bob").code()).isEqualTo(200);
        assertThat(qsa.subscriptions())
                .hasSize(4)
                .allMatch(subscription -> subscription.endsWith("sip:bob@example.com"));
    }
}
