package io.qsa.rls.internal;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.ServiceReference;

import io.qsa.rls.ResourceLists;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** A failure of one watcher or one member does not affect others. */
class ListServerTroubleTest extends ListServerScript {
    @ParameterizedTest
    @ValueSource(strings = {"x:y", "mailto:bob@example.com", "sip:", "sip:\uFFFE@evil"})
    void whoIsNobodyIsRefused(String from) {
        SipResponse response = handle(subscribe("bob", 600).withFirstReplaced("From", "<" + from + ">;tag=bob"));

        assertThat(response.code()).isEqualTo(403);
        assertThat(response.header("Warning").orElseThrow()).contains("From");
        assertThat(server.watched()).isEmpty();
    }

    /** X12. */
    @ParameterizedTest
    @ValueSource(strings = {"<sip:u;x=1;x=2@127.0.0.1;lr>", "<sip:h;lr?a;b=2;b=3>"})
    void aRouteWithParametersInOddPlacesIsARoute(String route) {
        handle(subscribe("bob", 600).with("Record-Route", route));
        allAreThere();

        assertThat(endpoint.answer(200).header("Route")).contains(route);
        time.advance(Duration.ofSeconds(600));
        told();
        assertThat(server.watched()).isEmpty();
        assertThat(qsa.subscriptions()).isEmpty();
    }

    /** F92. */
    @Test
    void oneWatcherDoesNotTakeWhatIsForAll() {
        configure("auth", "none", "max_subscriptions_per_watcher", "1");
        subscribes("bob");
        SipRequest second =
                subscribe("bob", 600).withFirstReplaced("To", "<" + LIST + ">").withFirstReplaced("Call-ID", "another");

        SipResponse refused = handle(second);

        assertThat(refused.code()).isEqualTo(480);
        assertThat(refused.header("Retry-After")).isPresent();
        assertThat(handle(subscribe("carol", 600)).code()).isEqualTo(200);
    }

    /** X38, F95: the members of all lists of one watcher count, until it leaves. */
    @ParameterizedTest
    @CsvSource({"max_members_per_watcher, 5", "max_bytes_per_watcher, 1000"})
    void oneWatcherHasSoManyMembers(String limit, String most) throws Exception {
        configure("auth", "none", limit, most);
        String[] members = new String[limit.contains("bytes") ? 20 : 3];
        for (int i = 0; i < members.length; i++) {
            members[i] = "member-" + i;
        }
        listIs(members);
        assertThat(subscribes("bob").code()).isEqualTo(200);
        SipRequest second =
                subscribe("bob", 600).withFirstReplaced("To", "<" + LIST + ">").withFirstReplaced("Call-ID", "another");

        SipResponse refused = handle(second);

        assertThat(refused.code()).isEqualTo(480);
        assertThat(refused.header("Retry-After")).isPresent();
        assertThat(qsa.subscriptions()).hasSize(members.length);
        assertThat(handle(subscribe("carol", 600)).code()).isEqualTo(200);
        handle(subscribe("bob", 0));
        while (endpoint.inFlight() > 0) {
            told();
        }
        time.advance(Duration.ofSeconds(1));
        while (endpoint.inFlight() > 0) {
            told();
        }
        assertThat(handle(second.withFirstReplaced("Call-ID", "third")).code()).isEqualTo(200);
    }

    @Test
    void aMemberThatCannotBeSubscribedToHoldsUpNoOther() {
        qsa.breakFor("sip:b@example.com");

        subscribes("bob");
        qsa.active("a", "one");
        qsa.active("c", "three");

        assertThat(told()).contains("one", "three").contains("<resource uri=\"sip:b@example.com\"></resource>");
        handle(subscribe("bob", 0));
        told();
        assertThat(qsa.subscriptions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob", "carol"})
    void whatFailsForOneWatcherIsDoneForTheOthers(String unlucky) throws Exception {
        subscribes("bob");
        subscribes("carol");
        String lucky = unlucky.equals("bob") ? "carol" : "bob";
        qsa.breakFor("sip:" + unlucky + "@example.com");

        listIs("a");

        assertThat(qsa.subscriptions())
                .filteredOn(subscription -> subscription.endsWith(" sip:" + lucky + "@example.com"))
                .containsExactly("presence sip:a@example.com sip:" + lucky + "@example.com");
    }

    /** R02: the first full state names every member, however long they take to be subscribed to. */
    @Test
    void theFirstNotifyWaitsForTheMembersHoweverBusyTheServerIs() {
        workerIsBusy();
        subscribes("bob");
        time.advance(Duration.ofSeconds(5));
        assertThat(endpoint.inFlight()).isZero();

        workerIsFree();
        qsa.active("a", "one");
        assertThat(endpoint.inFlight()).isZero();
        time.advance(Duration.ofMillis(500));

        assertThat(told()).contains("version=\"0\"", "sip:a@", "sip:b@", "sip:c@", "one");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServiceThatFailsHasNoLists(boolean throwing) {
        lists.add(reference(), key -> {
            if (throwing) {
                throw new IllegalStateException("broken");
            }
            return null;
        });

        assertThat(server.handle(endpoint.incoming(
                        SipRequest.of("SUBSCRIBE", "sip:alice@example.com").with("To", "<sip:alice@example.com>"))))
                .isFalse();
        assertThat(subscribes("bob").code()).isEqualTo(200);
        assertThat(server.lists()).hasSize(1);
    }

    /** A list counts as removed only if all sources report so. */
    @Test
    void aServiceThatFailsEndsNoSubscription() throws Exception {
        subscribes("bob");
        lists.add(reference(), key -> {
            throw new IllegalStateException("broken");
        });

        Files.delete(directory.resolve("bob-list@example.com.xml"));
        rescan();

        assertThat(server.watched()).hasSize(1);
        assertThat(qsa.subscriptions()).hasSize(3);
    }

    /** Equal to itself alone. */
    @SuppressWarnings("unchecked")
    private static ServiceReference<ResourceLists> reference() {
        return (ServiceReference<ResourceLists>) Proxy.newProxyInstance(
                ServiceReference.class.getClassLoader(), new Class<?>[] {ServiceReference.class}, (p, m, a) -> 0);
    }
}
