package io.qsa.itests.swap.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;

/** Writes whole configurations, as a file that is written anew. Confined to the chaos. */
final class Configurations implements AutoCloseable {
    /** A configuration of nobody: once its change is told, so are those before. */
    private static final String BARRIER = "io.qsa.itests.barrier";

    private static final long PATIENCE_SECONDS = 30;

    private final ConfigurationAdmin admin;
    private final ServiceRegistration<ConfigurationListener> registration;
    private final BlockingQueue<ConfigurationEvent> told = new LinkedBlockingQueue<>();

    Configurations(BundleContext context, ConfigurationAdmin admin) {
        this.admin = admin;
        this.registration = context.registerService(ConfigurationListener.class, this::onEvent, null);
    }

    void update(String pid, Map<String, String> properties) {
        try {
            configuration(pid).update(new Hashtable<>(properties));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Deletes a configuration and waits until everybody knows. Declarative Services compares the change counts of a
     * configuration; one that is made again before the deletion is told counts from 1, and its updates are ignored
     * until it has overtaken the old one.
     */
    void delete(String pid) {
        try {
            configuration(pid).delete();
            update(BARRIER, Map.of("deleted", pid));
            if (told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS) == null) {
                throw new IllegalStateException("the deletion of " + pid + " was not told");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void onEvent(ConfigurationEvent event) {
        if (event.getPid().equals(BARRIER)) {
            told.add(event);
        }
    }

    private Configuration configuration(String pid) throws IOException {
        return admin.getConfiguration(pid, "?");
    }

    @Override
    public void close() {
        registration.unregister();
    }
}
