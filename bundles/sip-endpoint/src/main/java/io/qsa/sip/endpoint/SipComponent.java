package io.qsa.sip.endpoint;

import java.util.Arrays;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
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

import io.qsa.base.command.ShellCommand;
import io.qsa.base.config.ConfigValues;
import io.qsa.base.config.ConfigurationProblems;
import io.qsa.base.config.ConfiguredSettings;
import io.qsa.base.config.SingleConfigurations;
import io.qsa.base.statistics.Statistics;
import io.qsa.sip.RequestHandler;
import io.qsa.sip.Transport;
import io.qsa.sip.endpoint.internal.core.Handlers;
import io.qsa.sip.endpoint.internal.core.SipSettings;

/** Wires the endpoint to configuration and services. Called by SCR, one call at a time but for handlers. */
@Component(
        configurationPid = SipSettings.PID,
        immediate = true,
        service = {})
@Designate(ocd = SipConfig.class)
@Header(name = Constants.BUNDLE_ACTIVATOR, value = SingleConfigurations.NAME)
public final class SipComponent {
    private final Handlers handlers = new Handlers();
    private final EndpointRunner runner;
    private final TransportChoice transports;
    private final ServiceRegistration<ShellCommand> command;
    private final ServiceRegistration<Statistics> statistics;
    private final ServiceRegistration<ConfigurationProblems> problems;
    private final ConfiguredSettings<Settings> configured = new ConfiguredSettings<>(SipSettings.PID, Settings::new);

    private record Settings(SipSettings sip, Optional<Filter> transports) {
        Settings(ConfigValues in) {
            this(new SipSettings(in), TransportChoice.filter(in));
        }
    }

    @Activate
    public SipComponent(
            BundleContext context, @Reference SharedCredentials credentials, Map<String, Object> properties) {
        runner = new EndpointRunner(handlers, credentials.store(), new ServiceRegistrar(context));
        transports = new TransportChoice(runner::use);
        configured.apply(properties);
        command = context.registerService(ShellCommand.class, new StatusCommand(runner), null);
        statistics = context.registerService(
                Statistics.class,
                new EndpointStatistics(runner, configured::isRefused),
                new Hashtable<>(Map.of(Statistics.OWNER, "sip")));
        problems = context.registerService(ConfigurationProblems.class, configured, null);
    }

    /** Starts when the present transports are known. */
    @Activate
    void start() {
        apply(configured.settings());
    }

    @Modified
    public void modified(Map<String, Object> properties) {
        apply(configured.apply(properties));
    }

    private void apply(Settings settings) {
        transports.choose(settings.transports());
        runner.apply(settings.sip());
    }

    /** Waits for the ports to be free, {@code stop_timeout} at most. */
    @Deactivate
    public void deactivate() {
        command.unregister();
        statistics.unregister();
        problems.unregister();
        runner.stop(configured.settings().sip().stopTimeout().toMillis());
    }

    @Reference(
            name = "handlers",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "bindHandler")
    public void bindHandler(RequestHandler handler, Map<String, Object> properties) {
        Object ranking = properties.get(Constants.SERVICE_RANKING);
        Handlers.Offer offer = new Handlers.Offer(
                texts(properties.get(RequestHandler.METHODS)),
                texts(properties.get(RequestHandler.EVENTS)),
                texts(properties.get(RequestHandler.SUPPORTED)),
                texts(properties.get(RequestHandler.ACCEPT)));
        handlers.put(handler, offer, ranking instanceof Integer ? (Integer) ranking : 0);
    }

    public void unbindHandler(RequestHandler handler) {
        handlers.remove(handler);
    }

    @Reference(
            name = "transports",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            updated = "bindTransport")
    public void bindTransport(ServiceReference<Transport> reference, Transport transport) {
        transports.put(reference, transport);
    }

    public void unbindTransport(Transport transport) {
        transports.remove(transport);
    }

    private static Set<String> texts(Object value) {
        if (value == null) {
            return Set.of();
        }
        Object[] values = value instanceof Object[]
                ? (Object[]) value
                : String.valueOf(value).split("[,\\s]+");
        return Arrays.stream(values).map(String::valueOf).collect(Collectors.toSet());
    }
}
