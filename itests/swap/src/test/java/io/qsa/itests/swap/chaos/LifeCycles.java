package io.qsa.itests.swap.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.FrameworkWiring;

import io.qsa.itests.platform.Platform;
import io.qsa.itests.swap.Bundles;
import io.qsa.itests.swap.referee.Story;

/**
 * Stops, starts, updates and refreshes our bundles, one at a time, while the configuration keeps changing. Confined to
 * the chaos.
 */
final class LifeCycles implements AutoCloseable {
    /** How a bundle is treated. */
    private enum Way {
        RESTART,
        /** It is stopped and started after a while. */
        REST,
        /** With its own content, and what uses its packages is refreshed. */
        UPDATE,
        REFRESH,
        /** It is uninstalled and installed. */
        REPLACE
    }

    private static final List<String> BUNDLES =
            List.of(Bundles.B2B, Bundles.B2B, Bundles.PA, Bundles.PA, Bundles.SIP, Bundles.BROKER);
    /** The bundles that restart when a bundle whose packages they use is refreshed. */
    private static final Map<String, List<String>> USERS = Map.of(Bundles.SIP, List.of(Bundles.B2B, Bundles.PA));

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Platform platform;
    private final Story story;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "life-cycles"));
    private Future<?> running;

    LifeCycles(Platform platform, Story story) {
        this.platform = platform;
        this.story = story;
    }

    /** Starts with a random bundle when the previous one is done; returns a description. */
    String begin(Random random) {
        String bundle = BUNDLES.get(random.nextInt(BUNDLES.size()));
        Way way = Way.values()[random.nextInt(Way.values().length)];
        long pause = TimeUnit.MILLISECONDS.toNanos(random.nextInt(1000));
        await();
        running = thread.submit(() -> {
            disturb(bundle, () -> go(platform.bundle(bundle), way, pause));
            return null;
        });
        return way + " of " + bundle;
    }

    private interface Change {
        void make() throws Exception;
    }

    private void disturb(String bundle, Change change) throws Exception {
        List<String> users = USERS.getOrDefault(bundle, List.of());
        story.disturbing(bundle);
        users.forEach(story::disturbing);
        try {
            change.make();
            story.tell("  " + bundle + " is back");
        } finally {
            story.calmed(bundle);
            users.forEach(story::calmed);
        }
    }

    private void go(Bundle bundle, Way way, long pause) throws BundleException, InterruptedException {
        switch (way) {
            case RESTART -> {
                bundle.stop();
                bundle.start();
            }
            case REST -> {
                bundle.stop();
                LockSupport.parkNanos(pause);
                bundle.start();
            }
            case UPDATE -> {
                bundle.update();
                refresh(bundle);
            }
            case REPLACE -> {
                bundle.uninstall();
                Bundle next = platform.install(bundle.getSymbolicName());
                refresh(bundle);
                next.start();
            }
            case REFRESH -> refresh(bundle);
        }
    }

    private void refresh(Bundle bundle) throws InterruptedException {
        CountDownLatch refreshed = new CountDownLatch(1);
        platform.context().getBundle(0).adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
            }
        });
        if (!refreshed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the refresh of " + bundle + " does not end");
        }
    }

    /** Waits until no bundle changes. */
    void await() {
        if (running == null) {
            return;
        }
        try {
            running.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a life-cycle event did not end well", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
