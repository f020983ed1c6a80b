package io.qsa.shell.internal.commands;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.Notification;
import io.qsa.NotificationQueue;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.base.command.RecordedCall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WatchCommandTest {
    private final FakeQsa qsa = new FakeQsa();
    private final SecondsQueue queue = new SecondsQueue();
    private final WatchCommand watch = new WatchCommand(qsa, qsa, () -> queue.now.toNanos());

    WatchCommandTest() {
        qsa.queue = queue;
    }

    @Test
    void endsAfterTheGivenNumberOfNotifications() throws InterruptedException {
        assertThat(watched(Map.of("--count", "2"))).hasSize(2);
        assertThat(qsa.closed).containsExactly("q1");
    }

    @Test
    void endsAfterTheGivenTime() throws InterruptedException {
        assertThat(watched(Map.of("--timeout", "4"))).hasSize(3);
        assertThat(queue.now).isEqualTo(Duration.ofSeconds(4));
        assertThat(qsa.closed).containsExactly("q1");
    }

    @Test
    void endsWhenTheServiceStops() throws InterruptedException {
        queue.next = new FakeNotification(
                1, Status.TERMINATED, false, Reason.of(Reason.SERVICE_STOPPED, ""), Optional.empty());

        assertThat(watched(Map.of())).hasSize(1);
    }

    @Test
    void unsubscribesWhenTheUserEndsIt() {
        queue.interruptAt = Duration.ofSeconds(3);

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> watched(Map.of()));
        assertThat(qsa.closed).containsExactly("q1");
    }

    @Test
    void tellsWhatCouldNotBePrinted() throws InterruptedException {
        queue.dropped = 5;

        assertThat(watched(Map.of("--count", "1"))).last().isEqualTo("5 notifications came too fast to be printed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "two", "1.5", "", "99999999999"})
    void refusesWhatIsNoNumberBeforeItSubscribes(String count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> watched(Map.of("--count", count)))
                .withMessage("--count is no whole number above 0: '" + count + "'");
        assertThat(qsa.requests).isEmpty();
    }

    private List<String> watched(Map<String, String> options) throws InterruptedException {
        Map<String, String> words = new HashMap<>(options);
        words.put("RECORD", "sip:alice@example.com");
        words.put("SUBSCRIBER", "sip:bob@example.com");
        RecordedCall call = new RecordedCall(words);
        watch.execute(call);
        return call.lines();
    }

    /** Gives one notification each second of its own time. Confined to a test. */
    private static final class SecondsQueue implements NotificationQueue {
        Duration now = Duration.ZERO;
        Duration interruptAt = Duration.ofDays(1);
        long dropped;
        Notification next = FakeNotification.active(1);

        @Override
        public Optional<Notification> poll() {
            return Optional.empty();
        }

        @Override
        public Optional<Notification> poll(Duration timeout) throws InterruptedException {
            if (now.compareTo(interruptAt) >= 0) {
                throw new InterruptedException();
            }
            Duration second = Duration.ofSeconds(1);
            if (timeout.compareTo(second) <= 0) {
                now = now.plus(timeout);
                return Optional.empty();
            }
            now = now.plus(second);
            return Optional.of(next);
        }

        @Override
        public int size() {
            return 0;
        }

        @Override
        public long dropped() {
            return dropped;
        }
    }
}
