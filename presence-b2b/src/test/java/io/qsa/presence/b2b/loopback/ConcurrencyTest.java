package io.qsa.presence.b2b.loopback;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.statistics.Counters;
import io.qsa.base.timer.WheelTimers;
import io.qsa.presence.b2b.fake.FakeRequest;
import io.qsa.presence.b2b.fake.FakeSubscription;
import io.qsa.presence.b2b.fake.Peer;
import io.qsa.presence.b2b.internal.event.EventPackages;
import io.qsa.presence.b2b.internal.event.PresencePackage;
import io.qsa.presence.b2b.internal.machine.RetryPolicy;
import io.qsa.presence.b2b.internal.machine.Timing;
import io.qsa.presence.b2b.internal.metrics.B2bCounter;
import io.qsa.presence.b2b.internal.sip.DialogSettings;
import io.qsa.presence.b2b.internal.sip.Legs;
import io.qsa.presence.b2b.internal.sip.PeerRules;
import io.qsa.sip.ListeningPoint;
import io.qsa.sip.ResponseListener;
import io.qsa.sip.SipEndpoint;
import io.qsa.sip.SipRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** Many threads at once: nothing locks up, and nothing is left. */
@Timeout(120)
class ConcurrencyTest {
    private static final Logger LOG = LoggerFactory.getLogger(ConcurrencyTest.class);

    private static final int THREADS = 8;
    private static final int ROUNDS = 400;

    private final ExecutorService network = Executors.newFixedThreadPool(THREADS);
    private final ExecutorService broker = Executors.newFixedThreadPool(THREADS);
    private final WheelTimers timers = new WheelTimers("concurrency-timer", LOG::error);
    private final Legs legs = new Legs(
            new EventPackages(new PresencePackage()),
            new RetryPolicy(new Timing.Builder().build(), () -> 0),
            timers,
            new Counters<>(B2bCounter.class),
            DialogSettings.with(PeerRules.of(1000)));

    @Test
    @DisplayName("S09 S100 I13 B23 subscribing, answers, NOTIFYs, settings and endpoints from many threads")
    void nothingLocksUpAndNothingIsLeft() throws Exception {
        Server server = new Server();
        legs.connect(server);
        legs.limit(100, 7);
        List<Future<?>> work = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int seed = i;
            work.add(broker.submit(() -> subscribeAndUnsubscribe(seed)));
        }
        for (int i = 0; i < 20; i++) {
            legs.change(
                    new Timing.Builder().resubscribeDelta(Duration.ofSeconds(i)).build());
            legs.infos();
            legs.disconnect(server);
            legs.connect(server);
        }
        for (Future<?> done : work) {
            done.get();
        }
        int abandoned = legs.close(Duration.ofSeconds(60));
        network.shutdown();

        assertThat(abandoned).isZero();
        assertThat(network.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(legs.gauges().values()).containsOnly(0L);
        broker.shutdownNow();
        timers.close();
    }

    private void subscribeAndUnsubscribe(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            FakeSubscription subscription = FakeSubscription.presence(seed + "-" + i);
            legs.subscribe(subscription);
            if (random.nextBoolean()) {
                Thread.yield();
            }
            legs.unsubscribe(subscription);
        }
    }

    /** A presence server that answers each SUBSCRIBE and sends its NOTIFY, both on threads of the network. */
    private final class Server implements SipEndpoint {
        @Override
        public List<ListeningPoint> listeningPoints() {
            return List.of();
        }

        @Override
        public void send(SipRequest request, ResponseListener listener) {
            boolean end = request.header("Expires").orElse("").equals("0");
            Peer peer = new Peer(request);
            network.execute(() -> listener.onResponse(peer.accept(request, end ? 0 : 3600)));
            if (!end) {
                network.execute(() -> deliver(peer.notify("active;expires=3600", Peer.pidf("open"))));
            } else {
                network.execute(() -> deliver(finalNotify(request)));
            }
        }

        private SipRequest finalNotify(SipRequest end) {
            Peer peer = new Peer(end);
            String tag = end.to().tag().orElseThrow();
            return peer.notify("terminated")
                    .without("From")
                    .with("From", "<sip:alice@example.com>;tag=" + tag)
                    .without("CSeq")
                    .with("CSeq", "1000 NOTIFY");
        }

        private void deliver(SipRequest notify) {
            legs.notifyHandler().handle(new FakeRequest(notify));
        }
    }
}
