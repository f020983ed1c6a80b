package io.qsa.sip.endpoint.internal.dns;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.sip.endpoint.internal.dns.Location.Server;

import static org.assertj.core.api.Assertions.assertThat;

class ServerOrderTest {
    private static final int DRAWS = 20_000;

    private final Random random = new Random(2782);

    private static Server server(int priority, int weight, int port) {
        return new Server(priority, weight, port, List.of());
    }

    /** How often each port is first, as a part of all draws. */
    private Map<Integer, Double> firsts(Server... servers) {
        Map<Integer, Double> firsts = new HashMap<>();
        for (int i = 0; i < DRAWS; i++) {
            List<Server> order = ServerOrder.draw(List.of(servers), random);
            assertThat(order).containsExactlyInAnyOrder(servers);
            firsts.merge(order.get(0).port(), 1.0 / DRAWS, Double::sum);
        }
        return firsts;
    }

    @Test
    @DisplayName("C13: the lower priority comes first, whatever the weights")
    void ordersByPriority() {
        assertThat(ServerOrder.draw(List.of(server(20, 900, 3), server(1, 0, 1), server(10, 1, 2)), random))
                .extracting(Server::port)
                .containsExactly(1, 2, 3);
    }

    @Test
    @DisplayName("C13: within a priority servers come first in proportion to their weights")
    void drawsByWeight() {
        Map<Integer, Double> firsts = firsts(server(1, 10, 1), server(1, 30, 2), server(1, 60, 3));

        assertThat(firsts.get(1)).isCloseTo(0.1, Offset.offset(0.02));
        assertThat(firsts.get(2)).isCloseTo(0.3, Offset.offset(0.02));
        assertThat(firsts.get(3)).isCloseTo(0.6, Offset.offset(0.02));
    }

    @Test
    @DisplayName("C13: a server without weight has a very small chance beside others, and an equal one among its like")
    void drawsTheWeightlessRarely() {
        Map<Integer, Double> beside = firsts(server(1, 0, 1), server(1, 99, 2));
        assertThat(beside.get(1)).isBetween(0.002, 0.02);

        Map<Integer, Double> among = firsts(server(1, 0, 1), server(1, 0, 2));
        assertThat(among.get(1)).isCloseTo(0.5, Offset.offset(0.02));
    }

    @Test
    void carriesTheLargestWeights() {
        Map<Integer, Double> firsts = firsts(server(1, 65535, 1), server(1, 65535, 2));

        assertThat(firsts.get(1)).isCloseTo(0.5, Offset.offset(0.02));
    }
}
