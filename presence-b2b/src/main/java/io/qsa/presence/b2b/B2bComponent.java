package io.qsa.presence.b2b;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;

import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.command.ShellCommand;
import io.qsa.base.config.ConfigurationProblems;
import io.qsa.base.config.SingleConfigurations;
import io.qsa.base.statistics.Statistics;
import io.qsa.base.timer.WheelTimers;
import io.qsa.event.EventPackage;
import io.qsa.presence.b2b.internal.command.B2bStatsCommand;
import io.qsa.presence.b2b.internal.command.DialogsCommand;
import io.qsa.presence.b2b.internal.command.RefreshCommand;
import io.qsa.sip.RequestHandler;
import io.qsa.sip.SipEndpoint;
import io.qsa.spi.Notifier;

/**
 * Wires the notifier into the platform: configuration, the SIP endpoint while there is one, and the services, which are
 * registered here so that they stay when a setting changes. Safe for any thread.
 */
@Component(
        configurationPid = B2bSettings.PID,
        service = {},
        immediate = true)
@Designate(ocd = B2bConfig.class)
@Header(name = Constants.BUNDLE_ACTIVATOR, value = SingleConfigurations.NAME)
public final class B2bComponent {
    private static final Logger LOG = LoggerFactory.getLogger(B2bComponent.class);

    private final BundleContext context;
    private final WheelTimers timers = new WheelTimers("io.qsa.presence.b2b-timer", LOG::error);
    private final B2bNotifier notifier;
    /** The services that show its state: commands and statistics. */
    private final List<ServiceRegistration<?>> views = new ArrayList<>();

    private ServiceRegistration<RequestHandler> handlerRegistration;
    private ServiceRegistration<Notifier> notifierRegistration;
    /** The properties of the registered services; null until then. Written by the thread of the timers afterwards. */
    private volatile Announcement announced;

    @Activate
    public B2bComponent(BundleContext context, Map<String, Object> properties) {
        this.context = context;
        this.notifier = new B2bNotifier(properties, timers);
    }

    @Activate
    void start() {
        Announcement announcement = new Announcement(notifier);
        handlerRegistration = context.registerService(
                RequestHandler.class, notifier.legs().notifyHandler(), announcement.ofHandler());
        notifierRegistration = context.registerService(Notifier.class, notifier, announcement.ofNotifier());
        announced = announcement;
        register(new DialogsCommand(notifier.legs()));
        register(new RefreshCommand(notifier.legs()::infos, notifier::refresh));
        register(new B2bStatsCommand(notifier::statistics));
        views.add(context.registerService(
                ConfigurationProblems.class, notifier.configurationProblems(), new Hashtable<>()));
        Map<String, String> owner = Map.of(Statistics.OWNER, B2bNotifier.NAME);
        views.add(context.registerService(Statistics.class, notifier::statistics, new Hashtable<>(owner)));
        timers.execute(this::announce);
    }

    private void register(ShellCommand command) {
        views.add(context.registerService(ShellCommand.class, command, new Hashtable<>()));
    }

    @Modified
    void change(Map<String, Object> properties) {
        notifier.change(properties);
        timers.execute(this::announce);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindEndpoint(SipEndpoint endpoint) {
        notifier.connect(endpoint);
        timers.execute(this::announce);
    }

    void unbindEndpoint(SipEndpoint endpoint) {
        notifier.disconnect(endpoint);
        timers.execute(this::announce);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindEventPackage(EventPackage eventPackage) {
        notifier.add(eventPackage);
        timers.execute(this::announce);
    }

    void unbindEventPackage(EventPackage eventPackage) {
        notifier.remove(eventPackage);
        timers.execute(this::announce);
    }

    @Deactivate
    void stop() {
        unregisterNotifier();
        views.forEach(ServiceRegistration::unregister);
        notifier.close();
        handlerRegistration.unregister();
        timers.close();
    }

    /**
     * Never while the properties change: else users of the service may see a change after the end, and bind what is gone.
     */
    private synchronized void unregisterNotifier() {
        notifierRegistration.unregister();
    }

    /** Updates the service properties, on one thread and only if they have changed. */
    private synchronized void announce() {
        Announcement now = new Announcement(notifier);
        Announcement before = announced;
        if (before == null || now.isEqualTo(before)) {
            return;
        }
        try {
            announced = now;
            notifierRegistration.setProperties(now.ofNotifier());
            handlerRegistration.setProperties(now.ofHandler());
        } catch (IllegalStateException unregistered) {
            LOG.debug("Stopped before the change could be told", unregistered);
        }
    }
}
