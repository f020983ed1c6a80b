package io.qsa.itests.karaf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationListener;

import static org.assertj.core.api.Assertions.assertThat;

/** The configurations of the platform, and when their files are written. Confined to the test. */
final class Configurations {
    /** A configuration without a component: after its change was delivered, so were the changes before it. */
    private static final String BARRIER = "itests.barrier";

    private final BundleContext context;
    private final ConfigurationAdmin admin;

    Configurations(BundleContext context, ConfigurationAdmin admin) {
        this.context = context;
        this.admin = admin;
    }

    /** Makes this one value the whole configuration, with a type of its own, and leaves the file alone. */
    void update(String pid, String key, Object value) {
        try {
            admin.getConfiguration(pid, "?").update(new Hashtable<>(Map.of(key, value)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of a key as text; empty if there is none. */
    String value(String pid, String key) {
        return properties(pid)
                .map(properties -> properties.get(key))
                .map(Object::toString)
                .orElse("");
    }

    /**
     * Waits until every change was delivered to all listeners. Karaf writes a changed configuration to its file twice:
     * at once, and when it is notified of the change. A further change at that moment would make the file lose lines.
     */
    void awaitFiles() {
        CountDownLatch told = new CountDownLatch(1);
        ServiceRegistration<?> listener = context.registerService(
                ConfigurationListener.class,
                event -> {
                    if (event.getPid().equals(BARRIER)) {
                        told.countDown();
                    }
                },
                null);
        update(BARRIER, "time", System.nanoTime());
        try {
            assertThat(told.await(1, TimeUnit.MINUTES)).as("changes are told").isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        listener.unregister();
    }

    private Optional<Dictionary<String, Object>> properties(String pid) {
        try {
            return Optional.ofNullable(admin.getConfiguration(pid, "?").getProperties());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
