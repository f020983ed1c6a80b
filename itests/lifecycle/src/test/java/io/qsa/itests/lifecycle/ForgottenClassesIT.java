package io.qsa.itests.lifecycle;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.osgi.framework.wiring.BundleWiring;

import io.qsa.Subscription;
import io.qsa.SubscriptionRequest;
import io.qsa.itests.PlatformTest;
import io.qsa.itests.Recorder;
import io.qsa.itests.platform.Platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Q14. */
class ForgottenClassesIT extends PlatformTest {
    /** Of all records that were ever compared, the JDK keeps the classes of the last; that is this one in the end. */
    private record Compared(StringBuilder something) {}

    @Test
    void nothingHoldsTheClassesOfABundleThatIsUninstalled() throws Exception {
        useEverything();
        Map<String, WeakReference<ClassLoader>> loaders = new HashMap<>();
        for (String bundle : Platform.OURS) {
            ClassLoader loader =
                    platform().bundle(bundle).adapt(BundleWiring.class).getClassLoader();
            loaders.put(bundle, new WeakReference<>(loader));
        }

        platform().uninstall(Platform.OURS);
        StringBuilder something = new StringBuilder();
        assertThat(new Compared(something)).isEqualTo(new Compared(something));

        await().untilAsserted(() -> {
            System.gc();
            loaders.values().removeIf(loader -> loader.get() == null);
            assertThat(loaders.keySet()).isEmpty();
        });
    }

    private void useEverything() throws InterruptedException {
        config(PA, "notify_interval", "0");
        config(B2B, "presence_outbound_proxy", "sip:127.0.0.1:" + sipPort());
        Recorder bob = new Recorder();
        try (Subscription subscription = qsa().subscribe(SubscriptionRequest.presence(ALICE, BOB), bob)) {
            publish(ALICE, "in use");
            bob.awaitText("in use");
            assertThat(subscription.latest()).isPresent();
        }
    }
}
