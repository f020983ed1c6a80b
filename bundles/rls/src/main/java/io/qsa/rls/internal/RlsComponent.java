package io.qsa.rls.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.SubscriptionRequest;
import io.qsa.SubscriptionService;
import io.qsa.base.command.ShellCommand;
import io.qsa.base.config.ConfigurationProblems;
import io.qsa.base.config.ConfiguredSettings;
import io.qsa.base.config.SingleConfigurations;
import io.qsa.base.statistics.Statistics;
import io.qsa.base.thread.ControlThread;
import io.qsa.base.timer.WheelTimers;
import io.qsa.base.tolerance.Tolerances;
import io.qsa.rls.ResourceLists;
import io.qsa.rls.internal.documents.ListsTolerance;
import io.qsa.sip.RequestHandler;
import io.qsa.sip.SipEndpoint;
import io.qsa.sip.notifier.users.PresenceUsers;
import io.qsa.spi.Notifier;

/**
 * Owns the resource list server, its threads and its settings. Confined to the calls of its life cycle, which DS
 * serialises; what runs on its threads is marked.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = RlsComponent.PID)
@Designate(ocd = RlsConfig.class)
@Header(name = Constants.BUNDLE_ACTIVATOR, value = SingleConfigurations.NAME)
public final class RlsComponent {
    static final String PID = "io.qsa.rls";

    private static final Logger LOG = LoggerFactory.getLogger(RlsComponent.class);
    /** Before the presence agent, which accepts a request to any user. */
    private static final int RANKING = 100;

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

    private final WheelTimers timers = new WheelTimers("qsa-rls-timer", LOG::error);
    /** Tasks after its end belong to watchers that were given up. */
    private final ControlThread worker = new ControlThread("qsa-rls", LOG::error);

    private final ListSources sources = new ListSources();
    private final ListServer server;
    private final Tolerances tolerances = new Tolerances(() -> settings().isStrict(), List.of(ListsTolerance.values()));
    private final ListWatch lists;
    /** Guarded by its monitor, as is {@link #stopped}. */
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    private boolean stopped;
    private final ConfiguredSettings<RlsSettings> configured = new ConfiguredSettings<>(PID, RlsSettings::new);

    /** In the order of their ranking. */
    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<PresenceUsers> users = List.of();

    /** Whose packages a list without packages has. */
    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<ServiceReference<Notifier>> notifiers = List.of();

    @Activate
    public RlsComponent(
            BundleContext context,
            Map<String, Object> properties,
            @Reference SubscriptionService qsa,
            @Reference SipEndpoint endpoint) {
        server = new ListServer(
                new ListServer.Platform(qsa, this::served, endpoint, timers, worker),
                sources,
                new ListAccess(() -> users));
        lists = new ListWatch(sources, tolerances, server::onLists, timers, worker);
        modified(properties);
        worker.execute(() -> register(context));
    }

    /** After the first reading of the lists: before it, a SUBSCRIBE to a list would go to the presence agent. */
    private void register(BundleContext context) {
        keep(context.registerService(RequestHandler.class, server, ofHandler()));
        keep(context.registerService(ShellCommand.class, new ListsCommand(server::lists), null));
        keep(context.registerService(ShellCommand.class, new ListWatchersCommand(server::watched), null));
        keep(context.registerService(ConfigurationProblems.class, configured, null));
        keep(context.registerService(
                Statistics.class, this::statistics, new Hashtable<>(Map.of(Statistics.OWNER, "rls"))));
    }

    /** A registration after the end is unregistered at once. */
    private void keep(ServiceRegistration<?> registration) {
        synchronized (registrations) {
            if (!stopped) {
                registrations.add(registration);
                return;
            }
        }
        registration.unregister();
    }

    private List<ServiceRegistration<?>> stopRegistering() {
        synchronized (registrations) {
            stopped = true;
            return List.copyOf(registrations);
        }
    }

    private static Hashtable<String, Object> ofHandler() {
        return new Hashtable<>(Map.of(
                RequestHandler.METHODS,
                new String[] {"SUBSCRIBE"},
                RequestHandler.EVENTS,
                new String[] {SubscriptionRequest.PRESENCE},
                RequestHandler.SUPPORTED,
                new String[] {ListServer.OPTION},
                Constants.SERVICE_RANKING,
                RANKING));
    }

    private Collection<String> served() {
        Set<String> packages = new TreeSet<>();
        for (ServiceReference<Notifier> notifier : notifiers) {
            if (notifier.getProperty(Notifier.PACKAGES) instanceof String[] names) {
                packages.addAll(List.of(names));
            }
        }
        return packages;
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addLists(ServiceReference<ResourceLists> reference, ResourceLists service) {
        sources.add(reference, service);
        server.onLists();
    }

    void updatedLists(ServiceReference<ResourceLists> reference, ResourceLists service) {
        addLists(reference, service);
    }

    void removeLists(ResourceLists service) {
        sources.remove(service);
        server.onLists();
    }

    @Modified
    void modified(Map<String, Object> properties) {
        server.apply(configured.apply(properties));
        worker.execute(() -> lists.apply(server.settings()));
    }

    private RlsSettings settings() {
        return server.settings();
    }

    private Map<String, Long> statistics() {
        Map<String, Long> values = new TreeMap<>(tolerances.values());
        values.put(Statistics.CONFIGURATION_BAD, configured.isRefused() ? 1L : 0L);
        values.put(Statistics.TASKS_FAILED, worker.failures() + timers.failures());
        values.put("watchers", (long) server.watched().size());
        return values;
    }

    /** Sends every watcher a final NOTIFY, and waits for the answers no longer than {@link #STOP_TIMEOUT}. */
    @Deactivate
    void deactivate() {
        stopRegistering().forEach(ServiceRegistration::unregister);
        try {
            int abandoned = server.stop(STOP_TIMEOUT);
            if (abandoned > 0) {
                LOG.info("{} watchers of lists have not confirmed the end of their subscription", abandoned);
            }
            worker.execute(lists::close);
            worker.finish(STOP_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            worker.close();
            timers.close();
        }
    }
}
