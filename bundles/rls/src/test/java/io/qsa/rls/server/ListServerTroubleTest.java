package io.qsa.rls.server;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.sip.SipResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** What is wrong with one watcher or one member is nobody else's trouble. */
class ListServerTroubleTest extends ListServerScript {
    @ParameterizedTest
    @ValueSource(strings = {"x:y", "mailto:bob@example.com", "sip:"})
    void whoIsNobodyIsRefused(String from) {
        SipResponse response = handle(subscribe("bob", 600).withFirstReplaced("From", "<" + from + ">;tag=bob"));

        assertThat(response.code()).isEqualTo(403);
        assertThat(response.header("Warning").orElseThrow()).contains("From");
        assertThat(server.watched()).isEmpty();
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
}
