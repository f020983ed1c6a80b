package io.qsa.broker.internal.threads;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class BrokerThreadTest {
    private final BrokerThread control = new BrokerThread();
    private final List<String> ran = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        control.close();
    }

    private void finish() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        control.execute(done::countDown);
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void runsTasksInTheirOrderOnOneThread() throws InterruptedException {
        control.execute(() -> ran.add("1 " + Thread.currentThread().getName()));
        control.execute(() -> ran.add("2 " + Thread.currentThread().getName()));
        finish();

        assertThat(ran).containsExactly("1 qsa-broker-control", "2 qsa-broker-control");
    }

    @Test
    void goesOnAfterAMistake() throws InterruptedException {
        control.execute(() -> {
            throw new IllegalStateException("thrown by a test");
        });
        control.execute(() -> ran.add("next"));
        finish();

        assertThat(ran).containsExactly("next");
    }

    @Test
    void waitsForItsTime() throws InterruptedException {
        Instant due = control.now().plusMillis(20);
        CountDownLatch done = new CountDownLatch(1);
        control.schedule(Duration.ofMillis(20), () -> {
            ran.add(control.now().isBefore(due) ? "early" : "in time");
            done.countDown();
        });

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).containsExactly("in time");
    }

    @Test
    void forgetsWhatIsCancelled() throws InterruptedException {
        CountDownLatch later = new CountDownLatch(1);
        control.schedule(Duration.ofMillis(100), () -> ran.add("cancelled")).cancel();
        control.schedule(Duration.ofMillis(101), later::countDown);

        assertThat(later.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).isEmpty();
    }

    @Test
    void takesNothingAfterItsEnd() {
        control.close();
        control.execute(() -> ran.add("late"));
        control.schedule(Duration.ZERO, () -> ran.add("late"));

        assertThat(ran).isEmpty();
    }
}
