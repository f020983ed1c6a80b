package io.qsa.shell.internal.gogo;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.ShellCommand;

/**
 * Brings commands into the shell of plain Felix, as Gogo's command services. Idle where Karaf's shell is wired to this
 * bundle, for Karaf would take these services too. Safe for any thread.
 */
@Component(service = {})
public final class GogoShell {
    private static final String KARAF_SHELL = "org.apache.karaf.shell.api.console";

    private final BundleContext context;
    private final boolean karaf;
    private final Map<ShellCommand, ServiceRegistration<Function>> registrations = new ConcurrentHashMap<>();

    @Activate
    public GogoShell(BundleContext context) {
        this.context = context;
        this.karaf = isWiredToKaraf(context.getBundle().adapt(BundleWiring.class));
    }

    private static boolean isWiredToKaraf(BundleWiring bundle) {
        return bundle.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .map(wire -> wire.getCapability().getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))
                .anyMatch(KARAF_SHELL::equals);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindCommand(ShellCommand command) {
        if (!karaf) {
            registrations.put(
                    command,
                    context.registerService(Function.class, new GogoCommand(command), properties(command.syntax())));
        }
    }

    void unbindCommand(ShellCommand command) {
        ServiceRegistration<Function> registration = registrations.remove(command);
        if (registration != null) {
            registration.unregister();
        }
    }

    private static Dictionary<String, Object> properties(CommandSyntax syntax) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(CommandProcessor.COMMAND_SCOPE, syntax.scope());
        properties.put(CommandProcessor.COMMAND_FUNCTION, syntax.function());
        properties.put("osgi.command.description", syntax.description());
        return properties;
    }
}
