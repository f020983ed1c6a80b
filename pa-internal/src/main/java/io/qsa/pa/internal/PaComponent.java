package io.qsa.pa.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.osgi.annotation.bundle.Header;
import org.osgi.framework.Bundle;
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

import io.qsa.base.config.ConfigurationProblems;
import io.qsa.base.config.ConfiguredSettings;
import io.qsa.base.config.SingleConfigurations;
import io.qsa.base.statistics.Statistics;
import io.qsa.base.thread.ControlThread;
import io.qsa.base.timer.WheelTimers;
import io.qsa.pa.PresencePublisher;
import io.qsa.pa.PresenceRules;
import io.qsa.pa.internal.agent.EntityTags;
import io.qsa.pa.internal.agent.PaSettings;
import io.qsa.pa.internal.agent.PresenceAgent;
import io.qsa.pa.internal.journal.Journal;
import io.qsa.pa.internal.rules.RuleSources;
import io.qsa.pa.internal.rules.RulesDirectory;
import io.qsa.pa.internal.rules.RulesWatch;
import io.qsa.pa.store.PresenceStore;
import io.qsa.spi.Notifier;

/**
 * Owns the presence agent, its threads and its settings, and registers its services. Confined to the calls of its life
 * cycle, which DS serialises.
 *
 * <p>The notifier stays registered all the time: {@code accept_internal_subscriptions} only changes its property
 * {@code qsa.accepting}, so that the broker can move subscriptions away while the agent still serves them.
 */
@Component(
        service = {},
        configurationPid = PaComponent.PID)
@Designate(ocd = PaConfig.class)
@Header(name = Constants.BUNDLE_ACTIVATOR, value = SingleConfigurations.NAME)
public final class PaComponent {
    static final String PID = "io.qsa.pa";
    /** Service property of the agent: whether it accepts SIP requests. */
    static final String SIP_INTERFACE = "sip_interface";
    /** Service property of the agent: whether it may be watched who watches somebody. */
    static final String WATCHER_INFORMATION = "watcherinfo_notify";

    private static final Logger LOG = LoggerFactory.getLogger(PaComponent.class);
    /** For how long a document of rules that is being read may finish at the end. */
    private static final Duration RULES_PATIENCE = Duration.ofSeconds(2);

    /** The threads on which watchers are notified. */
    private final Workers lanes =
            new Workers("qsa-pa-lane", Runtime.getRuntime().availableProcessors());

    private final WheelTimers timers = new WheelTimers("qsa-pa-timer", LOG::error);
    /** The only thread that waits for the store. */
    private final Workers storeThread = new Workers("qsa-pa-store", 1);

    private final BundleContext context;
    private final ConfiguredSettings<PaSettings> configured = new ConfiguredSettings<>(PID, PaSettings::new);
    /** The only thread that reads rules. */
    private final ControlThread rulesThread = new ControlThread("qsa-pa-rules", LOG::error);

    private final Journal journal;
    private final PresenceAgent agent;
    private final RuleSources rules = new RuleSources();
    private final ServiceRegistration<PresenceAgent> agentService;
    private final ServiceRegistration<PresencePublisher> publisherService;
    private final ServiceRegistration<Notifier> notifierService;
    private final ServiceRegistration<Statistics> statisticsService;
    private final ServiceRegistration<ConfigurationProblems> problemsService;
    private Optional<RulesWatch> rulesWatch = Optional.empty();

    @Activate
    public PaComponent(BundleContext context, Map<String, Object> properties) {
        this.context = context;
        PaSettings settings = configured.apply(properties);
        journal = new Journal(timers, storeThread, lanes, settings.store());
        agent = new PresenceAgent(lanes, timers, new EntityTags(), settings, journal);
        agentService = context.registerService(PresenceAgent.class, agent, ofAgent(settings));
        publisherService = context.registerService(PresencePublisher.class, agent, null);
        notifierService =
                context.registerService(Notifier.class, new AgentNotifier(agent, timers), ofNotifier(settings));
        statisticsService = context.registerService(
                Statistics.class, new OwnStatistics(), new Hashtable<>(Map.of(Statistics.OWNER, "pa")));
        problemsService = context.registerService(ConfigurationProblems.class, configured, null);
        watchRules(settings.rulesDirectory());
        agent.authoriseBy(rules);
    }

    /** Rules of other bundles, beside the documents. */
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addRules(ServiceReference<PresenceRules> reference, PresenceRules service) {
        rules.add(reference, service);
        agent.onRules();
    }

    void updatedRules(ServiceReference<PresenceRules> reference, PresenceRules service) {
        addRules(reference, service);
    }

    void removeRules(PresenceRules service) {
        rules.remove(service);
        agent.onRules();
    }

    private void watchRules(Optional<Path> directory) {
        if (rulesWatch.map(RulesWatch::path).equals(directory)) {
            return;
        }
        rulesWatch.ifPresent(RulesWatch::close);
        rulesWatch = directory.map(path -> new RulesWatch(rulesIn(path), timers, rulesThread));
        rules.useDirectory(rulesWatch);
    }

    private RulesDirectory rulesIn(Path path) {
        return new RulesDirectory(path, Clock.systemUTC(), agent::onRules, agent.tolerances());
    }

    @Reference(
            name = "store",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindStore(PresenceStore store) {
        journal.onStore(store);
    }

    void unbindStore(PresenceStore store) {
        if (isPlatformStopping()) {
            journal.onStoreGoneForGood(store);
        } else {
            journal.onStoreGone(store);
        }
    }

    private boolean isPlatformStopping() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getState() == Bundle.STOPPING;
    }

    /** Called after the references are bound: from here on, only a store that is present is waited for. */
    @Activate
    void start() {
        journal.start();
    }

    @Modified
    void modified(Map<String, Object> properties) {
        PaSettings old = agent.settings();
        PaSettings settings = configured.apply(properties);
        watchRules(settings.rulesDirectory());
        agent.apply(settings);
        if (settings.hasSipInterface() != old.hasSipInterface()
                || settings.notifiesWatcherInformation() != old.notifiesWatcherInformation()) {
            agentService.setProperties(ofAgent(settings));
        }
        if (settings.acceptsInternalSubscriptions() != old.acceptsInternalSubscriptions()
                || settings.ranking() != old.ranking()) {
            notifierService.setProperties(ofNotifier(settings));
        }
    }

    /** Safe for any thread. */
    private final class OwnStatistics implements Statistics {
        @Override
        public Map<String, Long> values() {
            Map<String, Long> values = new TreeMap<>(journal.info().statistics());
            values.put(CONFIGURATION_BAD, configured.isRefused() ? 1L : 0L);
            values.put(TASKS_FAILED, rulesThread.failures() + timers.failures());
            values.put("presentities", (long) agent.size());
            values.putAll(agent.tolerances().values());
            return values;
        }

        @Override
        public Map<String, String> troubles() {
            return journal.trouble().map(why -> Map.of("store", why)).orElse(Map.of());
        }
    }

    private static Dictionary<String, Object> ofAgent(PaSettings settings) {
        return new Hashtable<>(Map.of(
                SIP_INTERFACE, settings.hasSipInterface(), WATCHER_INFORMATION, settings.notifiesWatcherInformation()));
    }

    private static Dictionary<String, Object> ofNotifier(PaSettings settings) {
        return new Hashtable<>(Map.of(
                Notifier.NAME,
                "pa",
                Notifier.PACKAGES,
                settings.internalPackages().toArray(new String[0]),
                Notifier.ACCEPTING,
                settings.acceptsInternalSubscriptions(),
                Constants.SERVICE_RANKING,
                settings.ranking()));
    }

    @Deactivate
    void deactivate() {
        notifierService.unregister();
        statisticsService.unregister();
        problemsService.unregister();
        publisherService.unregister();
        agentService.unregister();
        agent.close();
        rulesWatch.ifPresent(RulesWatch::close);
        rulesThread.finish(RULES_PATIENCE);
        rulesThread.close();
        journal.end();
        storeThread.close();
        journal.close();
        timers.close();
        lanes.cancel();
    }
}
