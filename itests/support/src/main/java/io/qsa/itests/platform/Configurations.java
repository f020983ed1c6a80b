package io.qsa.itests.platform;

import java.io.IOException;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationListener;

/** The configurations of a platform, changed as an operator changes them. Confined to the test. */
public final class Configurations {
    /** A configuration without a component: after its change was delivered, so were the changes before it. */
    private static final String BARRIER = "io.qsa.itests.barrier";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ConfigurationAdmin admin;
    private final BundleContext context;

    Configurations(ConfigurationAdmin admin, BundleContext context) {
        this.admin = admin;
        this.context = context;
    }

    /** Sets keys of a configuration and keeps its other keys; returns when its component has got it. */
    void set(String pid, String... keysAndValues) {
        try {
            Configuration configuration = find(pid);
            Dictionary<String, Object> properties =
                    Optional.ofNullable(configuration.getProperties()).orElseGet(Hashtable::new);
            for (int i = 0; i < keysAndValues.length; i += 2) {
                properties.put(keysAndValues[i], keysAndValues[i + 1]);
            }
            configuration.updateIfDifferent(properties);
        } catch (IOException e) {
            throw new IllegalStateException("cannot configure " + pid, e);
        }
        awaitListeners();
    }

    /** Makes these keys the whole configuration, as a rewritten file does. Returns at once. */
    public void replace(String pid, Map<String, String> properties) {
        try {
            find(pid).update(new Hashtable<>(properties));
        } catch (IOException e) {
            throw new IllegalStateException("cannot configure " + pid, e);
        }
    }

    /**
     * Deletes a configuration and waits until all listeners were called. Declarative Services compares the change
     * counts of a configuration; one that is created again before the deletion is delivered counts from 1, and its
     * updates are ignored until it has overtaken the old one.
     */
    public void delete(String pid) {
        try {
            find(pid).delete();
        } catch (IOException e) {
            throw new IllegalStateException("cannot delete the configuration " + pid, e);
        }
        awaitListeners();
    }

    private Configuration find(String pid) throws IOException {
        int tilde = pid.indexOf('~');
        return tilde < 0
                ? admin.getConfiguration(pid, "?")
                : admin.getFactoryConfiguration(pid.substring(0, tilde), pid.substring(tilde + 1), "?");
    }

    /** Config Admin calls its listeners, one of them Declarative Services, for one change after the other. */
    private void awaitListeners() {
        CountDownLatch told = new CountDownLatch(1);
        ConfigurationListener listener = event -> {
            if (event.getPid().equals(BARRIER)) {
                told.countDown();
            }
        };
        ServiceRegistration<?> registration = context.registerService(ConfigurationListener.class, listener, null);
        try {
            replace(BARRIER, Map.of("number", String.valueOf(System.nanoTime())));
            if (!told.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("changes of configurations are not told");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            registration.unregister();
        }
    }
}
