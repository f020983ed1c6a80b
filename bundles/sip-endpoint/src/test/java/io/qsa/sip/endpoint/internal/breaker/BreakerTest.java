package io.qsa.sip.endpoint.internal.breaker;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.base.timer.VirtualTimers;
import io.qsa.sip.endpoint.internal.transport.Target;

import static org.assertj.core.api.Assertions.assertThat;

class BreakerTest {
    private static final Target HOP = target(5060);

    private final VirtualTimers time = new VirtualTimers();
    private BreakerSettings settings = new BreakerSettings(3, Duration.ofSeconds(10), 100);
    private final Breaker breaker = new Breaker(() -> settings, time::now);

    private static Target target(int port) {
        return new Target("udp", new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed(HOP, Pass.FREE, time.now());
        }
    }

    private Pass admit() {
        return breaker.admit(HOP);
    }

    private void open() {
        fail(3);
        assertThat(admit().isGranted()).isFalse();
    }

    @Test
    @DisplayName("U14: gives a hop up after so many failures in a row, and one success in between counts")
    void opensAfterFailuresInARow() {
        fail(2);
        breaker.succeeded(HOP);
        fail(2);
        assertThat(admit()).isEqualTo(Pass.FREE);

        assertThat(breaker.failed(HOP, Pass.FREE, time.now())).isTrue();
        assertThat(admit().isGranted()).isFalse();
        assertThat(breaker.admit(target(5061))).isEqualTo(Pass.FREE);
    }

    @Test
    void forgetsWhatFailedOnOurSide() {
        open();
        breaker.forget();

        assertThat(admit()).isEqualTo(Pass.FREE);
        assertThat(breaker.describe()).isEmpty();
    }

    @Test
    @DisplayName("U14: sends one probe at a time, and leaves the hop alone after each")
    void probesOneByOne() {
        open();
        time.advance(9_999);
        assertThat(admit().isGranted()).isFalse();
        time.advance(1);
        Pass probe = admit();
        assertThat(probe.isProbe()).isTrue();
        assertThat(admit().isGranted()).isFalse();
        time.advance(32_000);
        assertThat(admit().isGranted()).isFalse();

        breaker.failed(HOP, Pass.FREE, 0);
        assertThat(admit().isGranted())
                .describedAs("a failure that is not the probe's")
                .isFalse();
        breaker.failed(HOP, probe, time.now());
        time.advance(9_999);
        assertThat(admit().isGranted()).isFalse();
        time.advance(1);
        assertThat(admit().isProbe()).isTrue();
    }

    @Test
    @DisplayName("U14: gives each who is held back a time of its own, after the next probe, at the return rate")
    void spreadsTheReturn() {
        open();
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            times.add(breaker.holdBack(HOP));
        }

        assertThat(times.get(0)).isEqualTo(10_000);
        assertThat(times).isSorted().doesNotHaveDuplicates();
        assertThat(times.get(999)).isEqualTo(19_990);
    }

    @Test
    @DisplayName("U14: while all return, no more than the rate is sent in any second; what is over is refused")
    void keepsTheRate() {
        open();
        IntStream.range(0, 1000).forEach(i -> breaker.holdBack(HOP));
        time.advance(10_000);
        assertThat(admit().isProbe()).isTrue();
        breaker.succeeded(HOP);

        List<Long> sent = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            Pass pass = admit();
            if (pass.isGranted()) {
                sent.add(time.now() + pass.delay());
            } else {
                refused++;
            }
        }
        assertThat(sent).isSorted().hasSize(101);
        assertThat(sent.get(100) - sent.get(0)).isEqualTo(1000);
        assertThat(refused).isEqualTo(199);
    }

    @Test
    void isFreeAgainWhenAllMayBeBack() {
        open();
        IntStream.range(0, 500).forEach(i -> breaker.holdBack(HOP));
        time.advance(10_000);
        admit();
        breaker.succeeded(HOP);
        assertThat(breaker.describe().get("udp:127.0.0.1:5060")).isEqualTo("returning, the last in 5 s, 500 held back");
        time.advance(7_000);
        for (int i = 0; i < 11; i++) {
            assertThat(admit()).isEqualTo(Pass.FREE);
            time.advance(500);
        }

        assertThat(admit()).isEqualTo(Pass.FREE);
        assertThat(admit()).isEqualTo(Pass.FREE);
        time.advance(60_000);
        assertThat(breaker.describe()).isEmpty();
    }

    @Test
    @DisplayName("U14: who is late and comes with many others after the last turn is paced too")
    void pacesWhoIsLate() {
        open();
        IntStream.range(0, 500).forEach(i -> breaker.holdBack(HOP));
        time.advance(10_000);
        admit();
        breaker.succeeded(HOP);
        time.advance(30_000);

        assertThat(IntStream.range(0, 500).filter(i -> admit().isGranted()).count())
                .isEqualTo(101);
        time.advance(2_000);
        assertThat(IntStream.range(0, 399).filter(i -> admit().isGranted()).count())
                .isEqualTo(101);
    }

    @Test
    @DisplayName("S31: a hop that asks for silence gets nothing until then, over UDP and over TCP")
    void obeysRetryAfter() {
        breaker.silence(HOP, 300);
        breaker.succeeded(HOP);
        time.advance(299_999);
        assertThat(admit().isGranted()).isFalse();
        assertThat(breaker.admit(HOP.over("tcp")).isGranted()).isFalse();
        assertThat(breaker.admit(HOP.over("tls"))).isEqualTo(Pass.FREE);
        assertThat(breaker.holdBack(HOP)).isEqualTo(1);

        time.advance(1);
        assertThat(admit().isProbe()).isTrue();
    }

    @Test
    @DisplayName("S31 X22: obeys Retry-After with a breaker that is off, and an hour at most")
    void isNotSilencedForEver() {
        settings = new BreakerSettings(0, Duration.ofSeconds(10), 100);
        fail(50);
        assertThat(admit()).isEqualTo(Pass.FREE);
        breaker.silence(HOP, 4_294_967_295L);
        assertThat(admit().isGranted()).isFalse();
        time.advance(3_600_000);

        assertThat(admit().isGranted()).isTrue();
    }

    @Test
    void doesNotBlameAHopThatIsBackForWhatWasSentBefore() {
        open();
        time.advance(10_000);
        admit();
        breaker.succeeded(HOP);
        for (int i = 0; i < 100; i++) {
            breaker.failed(HOP, Pass.FREE, time.now() - 1);
        }

        assertThat(admit().isGranted()).isTrue();
    }

    @Test
    void comesBackByALateAnswerToo() {
        open();
        breaker.succeeded(HOP);

        assertThat(admit().isGranted()).isTrue();
    }

    @Test
    @DisplayName("X18: however many hops are in trouble, the memory for them is bounded")
    void boundsTheHops() {
        for (int i = 1; i < 60_000; i++) {
            breaker.failed(target(i), Pass.FREE, 0);
        }

        assertThat(breaker.describe()).hasSize(10_000);
        time.advance(600_001);
        breaker.failed(target(60_000), Pass.FREE, 0);
        assertThat(breaker.describe()).hasSize(1);
    }
}
