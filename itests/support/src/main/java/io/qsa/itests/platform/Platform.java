package io.qsa.itests.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.ConfigurationAdmin;

import static org.awaitility.Awaitility.await;

/**
 * A plain Felix platform in the JVM of the test: framework, Declarative Services, Config Admin, log service, Gogo. The
 * packages that applications use are those of the test, so that a test can call the services. Confined to the test.
 */
public final class Platform implements AutoCloseable {
    private static final String GOGO = "org.apache.felix.gogo.runtime";
    private static final String SHELL = "io.qsa.shell";
    private static final String METRICS = "io.qsa.metrics";

    /** Our bundles, in an order in which they can be started one by one. */
    public static final List<String> OURS = List.of(
            "io.qsa.api",
            "io.qsa.base",
            "io.qsa.event",
            "io.qsa.presence.info",
            "io.qsa.sip.api",
            "io.qsa.jain.sip",
            "io.qsa.sip.jain",
            "io.qsa.sip",
            "io.qsa.sip.notifier",
            "io.qsa.broker",
            "io.qsa.pa.api",
            "io.qsa.pa",
            "io.qsa.presence.b2b",
            SHELL,
            METRICS);

    /** Our bundles that only some platforms have: all others on the class path. */
    public static final List<String> OPTIONAL = BundleJars.onClassPath().ours().stream()
            .filter(bundle -> !OURS.contains(bundle))
            .toList();

    private static final List<String> BASE = List.of(
            "org.ops4j.pax.logging.pax-logging-api",
            "org.ops4j.pax.logging.pax-logging-log4j2",
            "org.osgi.util.function",
            "org.osgi.util.promise",
            "org.osgi.service.component",
            "org.apache.felix.configadmin",
            "org.apache.felix.scr",
            "org.xbill.dns");

    /** The bundles whose packages the test itself uses. */
    private static final List<String> SHARED =
            List.of("io.qsa.api", "io.qsa.presence.info", "io.qsa.pa.api", "org.osgi.service.cm", GOGO);

    /** The packages of the base that it uses; the others write to the log of the platform, and must be the platform's own. */
    private static final String SHARED_OF_BASE =
            "io.qsa.base.command;version=1.0.0,io.qsa.base.statistics;version=1.0.0";

    private static final Duration SERVICE_TIMEOUT = Duration.ofSeconds(15);

    private final BundleJars jars = BundleJars.onClassPath();
    private final Framework framework;
    private final LogFile log;

    private Platform(Path directory) throws BundleException {
        log = new LogFile(directory.resolve("platform.log"));
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        directory.resolve("storage").toString(),
                        Constants.FRAMEWORK_STORAGE_CLEAN,
                        Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        sharedPackages(),
                        "org.ops4j.pax.logging.property.file",
                        log.writeConfiguration().toString(),
                        "ds.loglevel",
                        "warn",
                        "org.ops4j.pax.logging.DefaultServiceLog.level",
                        "WARN"));
    }

    /** Starts a platform without our bundles; all that it writes is in the directory. */
    public static Platform start(Path directory) throws BundleException {
        return new Platform(directory.toAbsolutePath()).started(List.of(GOGO));
    }

    /** Starts a platform without the parts that a JVM can have only once: Gogo with the commands, and the MBeans. */
    public static Platform startBesideOthers(Path directory) throws BundleException {
        return new Platform(directory.toAbsolutePath()).started(List.of());
    }

    private Platform started(List<String> shell) throws BundleException {
        framework.start();
        BASE.forEach(this::install);
        shell.forEach(this::install);
        for (Bundle bundle : context().getBundles()) {
            bundle.start();
        }
        return this;
    }

    /** The packages that the bundles import from the class path of the test instead of from each other. */
    private String sharedPackages() {
        return SHARED.stream()
                .map(name -> jars.manifest(name).getValue(Constants.EXPORT_PACKAGE))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(",", "", "," + SHARED_OF_BASE));
    }

    /** Installs a bundle of the class path; does not start it. */
    public Bundle install(String symbolicName) {
        try {
            return context().installBundle(jars.jar(symbolicName).toUri().toString());
        } catch (BundleException e) {
            throw new IllegalStateException("cannot install " + symbolicName, e);
        }
    }

    /** Installs and starts our bundles; a platform that is beside others has not all of them. */
    public Platform withOurs() throws BundleException {
        List<String> ours =
                OURS.stream().filter(name -> !name.equals(SHELL) || has(GOGO)).toList();
        ours.forEach(this::install);
        for (String name : ours) {
            bundle(name).start();
        }
        return this;
    }

    private boolean has(String symbolicName) {
        return Arrays.stream(context().getBundles())
                .anyMatch(bundle -> bundle.getSymbolicName().equals(symbolicName));
    }

    public Bundle bundle(String symbolicName) {
        for (Bundle bundle : context().getBundles()) {
            if (bundle.getSymbolicName().equals(symbolicName)) {
                return bundle;
            }
        }
        throw new IllegalStateException("no bundle " + symbolicName + " in the platform");
    }

    /** Updates a bundle with the same content, and refreshes everything that depends on it. */
    public void update(String symbolicName) throws BundleException, InterruptedException {
        bundle(symbolicName).update();
        refresh(List.of(bundle(symbolicName)));
    }

    /** Uninstalls bundles from the platform, with their classes. */
    public void uninstall(List<String> symbolicNames) throws BundleException, InterruptedException {
        List<Bundle> bundles = symbolicNames.stream().map(this::bundle).toList();
        for (Bundle bundle : bundles) {
            bundle.uninstall();
        }
        refresh(bundles);
    }

    private void refresh(List<Bundle> bundles) throws InterruptedException {
        CountDownLatch refreshed = new CountDownLatch(1);
        framework.adapt(FrameworkWiring.class).refreshBundles(bundles, event -> refreshed.countDown());
        if (!refreshed.await(SERVICE_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the framework does not come to an end with refreshing " + bundles);
        }
    }

    public BundleContext context() {
        return framework.getBundleContext();
    }

    public LogFile log() {
        return log;
    }

    /** A service, as the test itself uses it, waited for. */
    public <T> T service(Class<T> type) {
        return service(type, context());
    }

    /** A service as the bundle of this context uses it, waited for. */
    public <T> T service(Class<T> type, BundleContext user) {
        return lookUp(type, user).orElseGet(() -> await("service " + type.getName())
                .atMost(SERVICE_TIMEOUT)
                .until(() -> lookUp(type, user), Optional::isPresent)
                .orElseThrow());
    }

    /** Waits for a service whose type is the platform's own. */
    public void awaitService(String type) {
        await("service " + type)
                .atMost(SERVICE_TIMEOUT)
                .until(() -> context().getAllServiceReferences(type, null), Objects::nonNull);
    }

    private static <T> Optional<T> lookUp(Class<T> type, BundleContext user) {
        ServiceReference<T> reference = user.getServiceReference(type);
        return Optional.ofNullable(reference).map(user::getService);
    }

    /**
     * Sets keys of a configuration and keeps its other keys, as {@code config:property-set} does; waits until its component
     * has got it.
     *
     * @param pid {@code PID~NAME} for a configuration of a factory
     */
    public void config(String pid, String... keysAndValues) {
        configurations().set(pid, keysAndValues);
    }

    public Configurations configurations() {
        return new Configurations(service(ConfigurationAdmin.class), context());
    }

    /** Stops the framework and waits until it has ended. */
    @Override
    public void close() throws BundleException {
        framework.stop();
        await("the framework has stopped").atMost(SERVICE_TIMEOUT).until(() -> framework.getState() == Bundle.RESOLVED);
    }
}
