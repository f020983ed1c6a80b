package io.qsa.broker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.NotificationListener;
import io.qsa.SubscriptionService;
import io.qsa.base.config.ConfigurationProblems;
import io.qsa.base.config.ConfiguredSettings;
import io.qsa.base.config.SingleConfigurations;
import io.qsa.base.statistics.Counters;
import io.qsa.base.statistics.Statistics;
import io.qsa.broker.internal.admin.BrokerAdmin;
import io.qsa.broker.internal.consumer.ConsumerServices;
import io.qsa.broker.internal.consumer.Whiteboard;
import io.qsa.broker.internal.delivery.Consumers;
import io.qsa.broker.internal.delivery.PooledThreads;
import io.qsa.broker.internal.routing.NotifierProperties;
import io.qsa.broker.internal.routing.RegisteredNotifier;
import io.qsa.broker.internal.statistics.BrokerCounter;
import io.qsa.broker.internal.subscription.Switchboard;
import io.qsa.broker.internal.threads.BrokerThread;
import io.qsa.broker.internal.threads.LaneThreads;
import io.qsa.spi.Notifier;
import io.qsa.spi.SubscriptionAdmin;

/**
 * Wires the broker, and connects it with the framework. Confined to the calls of Declarative Services.
 *
 * <p>It registers the services itself, so that at the stop each subscription gets its last notification before the
 * services are unregistered.
 */
@Component(configurationPid = BrokerSettings.PID, configurationPolicy = ConfigurationPolicy.OPTIONAL, immediate = true)
@Designate(ocd = BrokerConfig.class)
@Header(name = Constants.BUNDLE_ACTIVATOR, value = SingleConfigurations.NAME)
@Capability(
        namespace = BrokerComponent.SERVICE_CAPABILITY,
        effective = "active",
        attribute = "objectClass:List<String>=\"io.qsa.SubscriptionService\"")
@Capability(
        namespace = BrokerComponent.SERVICE_CAPABILITY,
        effective = "active",
        attribute = "objectClass:List<String>=\"io.qsa.spi.SubscriptionAdmin\"")
public final class BrokerComponent {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerComponent.class);
    private static final int LANES = 2;
    private static final Map<String, String> OWNER_OF_STATISTICS = Map.of(Statistics.OWNER, "broker");

    /** Declared by hand, because bnd cannot see services that a component registers itself. */
    static final String SERVICE_CAPABILITY = "osgi.service";

    private final BundleContext context;
    private final ConfiguredSettings<BrokerSettings> configured =
            new ConfiguredSettings<>(BrokerSettings.PID, BrokerSettings::read);
    private final Counters<BrokerCounter> counters = new Counters<>(BrokerCounter.class);
    private final BrokerThread control = new BrokerThread();
    private final LaneThreads lanes = new LaneThreads(LANES);
    private final Consumers consumers;
    private final Switchboard switchboard;
    private final Whiteboard whiteboard;
    private final Broker broker;
    private List<ServiceRegistration<?>> registrations = List.of();
    private volatile boolean stopped;

    @Activate
    public BrokerComponent(BundleContext context, Map<String, Object> properties) {
        this.context = context;
        BrokerSettings settings = read(properties);
        consumers = new Consumers(settings.deliveryThreads(), PooledThreads::new, counters);
        switchboard = new Switchboard(control, lanes, counters, settings.pace());
        whiteboard = new Whiteboard(switchboard, consumers);
        broker = new Broker(switchboard, control, consumers, settings);
    }

    @Activate
    void start() {
        broker.route();
        SubscriptionAdmin admin = new BrokerAdmin(switchboard, configured::isRefused, control::failures);
        registrations = List.of(
                context.registerService(SubscriptionService.class, new ConsumerServices(switchboard, consumers), null),
                context.registerService(SubscriptionAdmin.class, admin, null),
                context.registerService(ConfigurationProblems.class, configured, null),
                context.registerService(
                        Statistics.class, admin::statistics, FrameworkUtil.asDictionary(OWNER_OF_STATISTICS)));
        whiteboard.start();
    }

    @Modified
    void configure(Map<String, Object> properties) {
        broker.configure(read(properties));
    }

    @Deactivate
    void stop() throws InterruptedException {
        whiteboard.stop();
        switchboard.stop();
        try {
            finish(broker.settings().stopTimeout());
        } finally {
            stopped = true;
            control.close();
            registrations.forEach(ServiceRegistration::unregister);
        }
    }

    @Reference(
            name = "candidates",
            service = Notifier.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addCandidate(ServiceReference<Notifier> reference, Notifier service) {
        broker.came(
                id(reference),
                new RegisteredNotifier(
                        service, bundleOf(reference), properties(reference), () -> reference.getBundle() != null));
    }

    void updatedCandidate(ServiceReference<Notifier> reference) {
        broker.changed(id(reference), properties(reference));
    }

    void removeCandidate(ServiceReference<Notifier> reference) {
        // After the stop, DS removes the remaining notifiers as well; pending unsubscribe calls must still be made.
        if (!stopped) {
            broker.went(id(reference));
        }
    }

    @Reference(
            name = "listeners",
            service = NotificationListener.class,
            target = "(&(" + NotificationListener.RECORD + "=*)(" + NotificationListener.SUBSCRIBER + "=*))",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addListener(ServiceReference<NotificationListener> reference, NotificationListener service) {
        whiteboard.came(reference, service);
    }

    void updatedListener(ServiceReference<NotificationListener> reference) {
        whiteboard.changed(reference);
    }

    void removeListener(ServiceReference<NotificationListener> reference) {
        whiteboard.went(reference);
    }

    private void finish(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        List<String> busy = consumers.finish(patience);
        int left = lanes.close(Duration.ofNanos(deadline - System.nanoTime()));
        if (!busy.isEmpty() || left > 0) {
            LOG.warn(
                    "At the end of stop_timeout, listeners of {} were still running and {} calls of notifiers were"
                            + " still to be made",
                    busy,
                    left);
        }
    }

    private BrokerSettings read(Map<String, Object> properties) {
        BrokerSettings settings = configured.apply(properties);
        if (configured.isRefused()) {
            counters.count(BrokerCounter.CONFIGURATION_REFUSED);
        }
        return settings;
    }

    private static NotifierProperties properties(ServiceReference<?> reference) {
        return new NotifierProperties(FrameworkUtil.asMap(reference.getProperties()));
    }

    private static String bundleOf(ServiceReference<?> reference) {
        return Optional.ofNullable(reference.getBundle())
                .map(Bundle::getSymbolicName)
                .orElse("unknown");
    }

    private static long id(ServiceReference<?> reference) {
        return (Long) reference.getProperty(Constants.SERVICE_ID);
    }
}
