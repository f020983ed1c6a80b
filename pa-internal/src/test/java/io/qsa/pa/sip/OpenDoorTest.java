package io.qsa.pa.sip;

import org.junit.jupiter.api.Test;

import io.qsa.sip.ListeningPoint;

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
    void everyOtherAddressIsForOthersToo() {
        endpoint.listenAt(new ListeningPoint("udp", "192.0.2.1", 5060));

        assertThat(door.reachable()).extracting(ListeningPoint::toString).containsExactly("udp:192.0.2.1:5060");
    }
}
