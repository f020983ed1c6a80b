package io.qsa.sip.notifier;

import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.qsa.sip.notifier.WatcherShares.Most;

import static org.assertj.core.api.Assertions.assertThat;

/** F92. */
class WatcherSharesTest {
    private static final Most TWO = new Most(2, 1_000);

    private final WatcherShares shares = new WatcherShares(uri -> uri.toLowerCase(Locale.ROOT));

    @Test
    void aWatcherHasSoManyAndNoMoreUntilOneIsOver() {
        assertThat(shares.take("sip:bob@example.com", 100, TWO)).isTrue();
        assertThat(shares.take("sip:BOB@example.com", 100, TWO)).isTrue();
        assertThat(shares.take("sip:bob@EXAMPLE.com", 100, TWO)).isFalse();
        assertThat(shares.take("sip:carol@example.com", 100, TWO)).isTrue();

        shares.giveBack("sip:bob@example.com", 100);

        assertThat(shares.take("sip:bob@example.com", 100, TWO)).isTrue();
    }

    @Test
    void aWatcherKeepsSoManyCharactersAndNoMore() {
        assertThat(shares.take("sip:bob@example.com", 1_001, TWO)).isFalse();
        assertThat(shares.take("sip:bob@example.com", 600, TWO)).isTrue();
        assertThat(shares.take("sip:bob@example.com", 401, TWO)).isFalse();
        assertThat(shares.take("sip:bob@example.com", 400, TWO)).isTrue();
    }

    @Test
    void whatComesBackFromAStoreIsCountedAndNeverRefused() {
        for (int i = 0; i < 5; i++) {
            shares.restore("sip:bob@example.com", 900);
        }

        assertThat(shares.take("sip:bob@example.com", 1, TWO)).isFalse();
    }

    @Test
    void nothingIsKeptOfAWatcherWhoIsGone() {
        shares.take("sip:bob@example.com", 100, TWO);
        shares.take("sip:bob@example.com", 200, TWO);
        shares.giveBack("sip:bob@example.com", 100);
        assertThat(shares.size()).isEqualTo(1);

        shares.giveBack("sip:bob@example.com", 200);

        assertThat(shares.size()).isZero();
    }

    @Test
    void theLimitHoldsWhereMayComeAtOnce() throws InterruptedException {
        AtomicInteger taken = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 1_000; i++) {
            threads.execute(() -> taken.addAndGet(shares.take("sip:bob@example.com", 1, new Most(500, 9_999)) ? 1 : 0));
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        assertThat(taken).hasValue(500);
    }
}
