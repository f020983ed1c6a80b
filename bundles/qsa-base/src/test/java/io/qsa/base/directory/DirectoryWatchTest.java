package io.qsa.base.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.qsa.base.timer.Alarm;
import io.qsa.base.timer.Timers;
import io.qsa.base.timer.VirtualTimers;

import static org.assertj.core.api.Assertions.assertThat;

class DirectoryWatchTest {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private final VirtualTimers time = new VirtualTimers();
    private final Deque<Runnable> submitted = new ArrayDeque<>();
    private int opened;
    private int looks;
    private boolean failing;
    private DirectoryWatch watch;

    private Duration look() {
        looks++;
        if (failing) {
            throw new IllegalStateException("thrown by a test");
        }
        return PAUSE;
    }

    private void start(DirectoryWatch.WatchServices services) {
        watch = new DirectoryWatch(folder, this::look, time, submitted::add, services);
        watch.start();
    }

    private void startWithoutEvents() {
        start(path -> {
            opened++;
            throw new IOException("User limit of inotify instances reached or too many open files");
        });
    }

    private void advance(Duration duration) {
        time.advance(duration);
        while (!submitted.isEmpty()) {
            submitted.remove().run();
        }
    }

    @AfterEach
    void close() {
        watch.close();
        assertThat(time.size()).isZero();
    }

    @Test
    void theCallerDoesNotLookItself() {
        startWithoutEvents();

        assertThat(looks).isZero();
        assertThat(submitted).hasSize(1);
    }

    /** F83. */
    @Test
    void looksAgainAndAgainWhenTheSystemReportsNoChanges() {
        startWithoutEvents();
        advance(Duration.ZERO);
        assertThat(looks).isEqualTo(1);

        advance(PAUSE.minusMillis(1));
        assertThat(looks).isEqualTo(1);
        advance(Duration.ofMillis(1));
        assertThat(looks).isEqualTo(2);
        advance(PAUSE);
        assertThat(looks).isEqualTo(3);
    }

    /** F83: the limit may be lifted. */
    @Test
    void asksForReportsAgainAtEachLook() {
        startWithoutEvents();
        advance(Duration.ZERO);
        advance(PAUSE);

        assertThat(opened).isEqualTo(2);
    }

    @Test
    void looksAtOnceWhenTheSystemReportsAChange() throws Exception {
        CountDownLatch reported = new CountDownLatch(1);
        Timers hearing = new HearingTimers(time, reported);
        watch = new DirectoryWatch(folder, this::look, hearing, submitted::add);
        watch.start();
        advance(Duration.ZERO);
        Files.writeString(folder.resolve("a.xml"), "one");

        assertThat(reported.await(20, TimeUnit.SECONDS)).isTrue();
        advance(Duration.ofMillis(50));
        assertThat(looks).isEqualTo(2);
    }

    @Test
    void goesOnAfterALookThatFails() {
        failing = true;
        startWithoutEvents();
        advance(Duration.ZERO);
        failing = false;
        advance(Duration.ofSeconds(5));

        assertThat(looks).isEqualTo(2);
    }

    @Test
    void aDirectoryThatIsAbsentIsLookedFor() throws IOException {
        Files.delete(folder);
        start(path -> path.getFileSystem().newWatchService());
        advance(Duration.ZERO);
        advance(PAUSE);

        assertThat(looks).isEqualTo(2);
        Files.createDirectory(folder);
    }

    @Test
    void looksNoMoreAfterItsEnd() {
        startWithoutEvents();
        advance(Duration.ZERO);
        time.advance(PAUSE);
        watch.close();
        advance(PAUSE);

        assertThat(looks).isEqualTo(1);
    }

    /** Signals when an alarm is set from outside the test, as by an event of the system. */
    private static final class HearingTimers implements Timers {
        private final VirtualTimers time;
        private final CountDownLatch reported;
        private final Thread test = Thread.currentThread();

        HearingTimers(VirtualTimers time, CountDownLatch reported) {
            this.time = time;
            this.reported = reported;
        }

        @Override
        public long now() {
            return time.now();
        }

        @Override
        public Instant time() {
            return time.time();
        }

        @Override
        public void set(Alarm alarm, long delay) {
            time.set(alarm, delay);
            if (Thread.currentThread() != test) {
                reported.countDown();
            }
        }

        @Override
        public void cancel(Alarm alarm) {
            time.cancel(alarm);
        }

        @Override
        public void close() {
            time.close();
        }
    }
}
