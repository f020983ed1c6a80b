package io.qsa.itests.lifecycle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.osgi.framework.BundleException;

import io.qsa.NotificationListener;
import io.qsa.itests.PlatformTest;
import io.qsa.itests.Recorder;
import io.qsa.itests.peer.FreePort;
import io.qsa.itests.platform.Platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Q14, Q15. The longest path is in use while bundles stop: whiteboard listener, broker, presence_b2b, SIP to the
 * platform's own presence agent.
 */
class BundleLifeCycleIT extends PlatformTest {
    static final List<String> BUNDLES = Platform.OURS;

    private static final int ORDERS = 20;
    private static final long SEED = 6665;

    private final Recorder bob = new Recorder();
    private int published;

    @BeforeEach
    void bobWatchesAliceOverSip() throws InterruptedException {
        config(PA, "notify_interval", "0");
        config(B2B, "presence_outbound_proxy", "sip:127.0.0.1:" + sipPort(), "on_error_retry_time", "1");
        Map<String, String> what = Map.of(NotificationListener.RECORD, ALICE, NotificationListener.SUBSCRIBER, BOB);
        platform().context().registerService(NotificationListener.class, bob, new Hashtable<>(what));
        aNewStatusReachesBob();
    }

    @ParameterizedTest
    @FieldSource("BUNDLES")
    void aBundleThatStopsAndStartsIsBackAtWork(String bundle) throws Exception {
        platform().bundle(bundle).stop();
        platform().bundle(bundle).start();
        aNewStatusReachesBob();

        stopAllIn(BUNDLES);
        assertNothingLeftBy("the second " + bundle);
    }

    @ParameterizedTest
    @FieldSource("BUNDLES")
    void aBundleThatIsUpdatedIsBackAtWork(String bundle) throws Exception {
        platform().update(bundle);
        aNewStatusReachesBob();

        stopAllIn(BUNDLES);
        assertNothingLeftBy("the old " + bundle);
    }

    @Test
    void inAnyOrderNothingIsLeftBehindAndAllIsBackAtWork() throws Exception {
        Random random = new Random(SEED);
        for (int i = 0; i < ORDERS; i++) {
            List<String> order = shuffled(random);
            stopAllIn(order);
            assertNothingLeftBy("stopping in the order " + order);

            startAllIn(shuffled(random));
            aNewStatusReachesBob();
        }
    }

    private void aNewStatusReachesBob() throws InterruptedException {
        String note = "status " + ++published;
        publish(ALICE, note);
        bob.awaitText(note);
    }

    private void assertNothingLeftBy(String what) {
        await("nothing is left by " + what)
                .untilAsserted(() -> assertThat(leftByOurBundles()).isEmpty());
        assertThat(FreePort.isFree(sipPort())).as("port %d is free", sipPort()).isTrue();
    }

    private void stopAllIn(List<String> order) throws BundleException {
        for (String bundle : order) {
            platform().bundle(bundle).stop();
        }
    }

    private void startAllIn(List<String> order) throws BundleException {
        for (String bundle : order) {
            platform().bundle(bundle).start();
        }
    }

    private static List<String> shuffled(Random random) {
        List<String> bundles = new ArrayList<>(BUNDLES);
        Collections.shuffle(bundles, random);
        return bundles;
    }
}
