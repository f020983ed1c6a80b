package io.qsa.itests.felix;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.inject.Inject;

import org.junit.Before;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Filter;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

import static org.assertj.core.api.Assertions.assertThat;

/** A test that runs inside plain Felix, as a bundle beside ours; one start for each class. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public abstract class FelixTest {
    private static final long PATIENCE_MILLIS = 15_000;

    @Inject
    private BundleContext context;

    @Inject
    private ConfigurationAdmin configurations;

    @Configuration
    public static Option[] platform() {
        return new Option[] {PlainFelix.withOurBundles()};
    }

    @Before
    public final void startOurBundles() throws Exception {
        config("io.qsa.sip", "listen", "udp:127.0.0.1:0, tcp:127.0.0.1:0");
        config("io.qsa.pa", "auth", "none", "notify_interval", "0", "accept_internal_subscriptions", "true");
        for (Bundle bundle : ourBundles()) {
            bundle.start();
        }
    }

    protected final List<Bundle> ourBundles() {
        return Stream.of(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("io.qsa."))
                .toList();
    }

    /** A service, waited for, and held until the platform ends. */
    protected final <T> T service(Class<T> type) throws InterruptedException {
        return await(new ServiceTracker<T, T>(context, type, null), type.getName());
    }

    /** Waits until a command, {@code scope:function}, is offered to Gogo. */
    protected final void awaitCommand(String name) throws InterruptedException, InvalidSyntaxException {
        String[] parts = name.split(":", 2);
        Filter filter = context.createFilter(
                "(&(osgi.command.scope=%s)(osgi.command.function=%s))".formatted(parts[0], parts[1]));
        await(new ServiceTracker<>(context, filter, null), name);
    }

    private static <T> T await(ServiceTracker<T, T> tracker, String what) throws InterruptedException {
        tracker.open();
        T service = tracker.waitForService(PATIENCE_MILLIS);
        assertThat(service).as(what).isNotNull();
        return service;
    }

    /** Sets keys of a configuration and keeps its other keys. */
    protected final void config(String pid, String... keysAndValues) throws IOException {
        org.osgi.service.cm.Configuration configuration = configurations.getConfiguration(pid, "?");
        Dictionary<String, Object> properties =
                Optional.ofNullable(configuration.getProperties()).orElseGet(Hashtable::new);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        configuration.updateIfDifferent(properties);
    }
}
