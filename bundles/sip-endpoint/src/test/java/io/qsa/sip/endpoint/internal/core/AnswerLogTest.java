package io.qsa.sip.endpoint.internal.core;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.qsa.sip.ListeningPoint;
import io.qsa.sip.endpoint.internal.transport.Flow;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerLogTest {
    private static final ListeningPoint POINT = new ListeningPoint("udp", "192.0.2.1", 5060);

    private final AnswerLog log = new AnswerLog();

    @Test
    void anAnswerIsThereUntilItsTimeIsOver() {
        log.add("key", new byte[] {1, 2}, flow(1), 10);

        assertThat(log.find("key", 9).answer()).containsExactly(1, 2);
        assertThat(log.find("key", 9).flow()).isEqualTo(flow(1));
        assertThat(log.find("another", 9)).isNull();
        assertThat(log.find("key", 10)).isNull();
        log.sweep(10);
        assertThat(log.size()).isZero();
    }

    @Test
    void aKeyThatIsUsedAgainHasItsNewAnswer() {
        log.add("key", new byte[] {1}, flow(1), 10);
        log.add("key", new byte[] {2}, flow(2), 20);

        assertThat(log.find("key", 15).answer()).containsExactly(2);
        log.sweep(15);
        assertThat(log.find("key", 15).answer()).containsExactly(2);
    }

    @Test
    void remembersAsMuchAsAMapDoes() {
        Random random = new Random(20261125);
        Map<String, byte[]> model = new HashMap<>();
        Deque<String> order = new ArrayDeque<>();
        for (int now = 0; now < 200_000; now++) {
            String key = "z9hG4bK" + "x".repeat(random.nextInt(10)) + now + " 192.0.2.7:5060 NOTIFY";
            byte[] answer = new byte[random.nextInt(600)];
            random.nextBytes(answer);
            log.add(key, answer, flow(random.nextInt(3)), now + 1000);
            model.put(key, answer);
            order.add(key);
            if (order.size() > 1000) {
                String over = order.remove();
                model.remove(over);
                assertThat(log.find(over, now)).isNull();
            }
            if (random.nextInt(500) == 0) {
                log.sweep(now);
                assertThat(log.size()).isEqualTo(model.size());
                int today = now;
                model.forEach((there, bytes) ->
                        assertThat(log.find(there, today).answer()).isEqualTo(bytes));
            }
        }
    }

    @Test
    void theOldestGoWhenThereAreTooMany() {
        byte[] answer = new byte[60_000];
        for (int i = 0; i < 3_000; i++) {
            log.add("key" + i, answer, flow(i), 10);
        }

        assertThat(log.size()).isBetween(900, 1_100);
        assertThat(log.find("key2999", 0).flow()).isEqualTo(flow(2999));
        assertThat(log.find("key0", 0)).isNull();
        log.sweep(10);
        assertThat(log.size()).isZero();
        log.add("next", answer, flow(1), 20);
        assertThat(log.find("next", 10)).isNotNull();
    }

    private static Flow flow(int port) {
        try {
            return new Flow(POINT, new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
