package io.qsa.pa.internal.sip;

import org.junit.jupiter.api.Test;

import io.qsa.pa.internal.agent.Agents;
import io.qsa.pa.internal.agent.PaSettings;
import io.qsa.sip.ListeningPoint;
import io.qsa.sip.notifier.FakeEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

class OpenDoorTest {
    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final OpenDoor door = new OpenDoor(endpoint);

    @Test
    void loopbackIsOnlyForThisHost() {
        endpoint.listenAt(new ListeningPoint("tcp", "[::1]", 5060));
        endpoint.listenAt(new ListeningPoint("tcp", "localhost", 5060));

        assertThat(door.reachable()).isEmpty();
    }

    @Test
    void itWarnsOnceForTheSettingsAndAgainForAListeningPointThatComesLater() {
        PaSettings open = Agents.settings("auth", "none");
        assertThat(door.check(open)).isFalse();
        endpoint.listenAt(new ListeningPoint("udp", "192.0.2.1", 5060));

        assertThat(door.check(open)).isTrue();
        assertThat(door.check(open)).isFalse();
        assertThat(door.check(Agents.settings("auth", "rules"))).isFalse();
        endpoint.listenAt(new ListeningPoint("udp", "192.0.2.2", 5060));
        assertThat(door.check(open)).isTrue();
    }

    @Test
    void everyOtherAddressIsForOthersToo() {
        endpoint.listenAt(new ListeningPoint("udp", "192.0.2.1", 5060));

        assertThat(door.reachable()).extracting(ListeningPoint::toString).containsExactly("udp:192.0.2.1:5060");
    }
}
