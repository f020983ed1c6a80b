package io.qsa.shell.internal.karaf;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

import io.qsa.base.command.ShellCommand;

/**
 * Registers commands in Karaf's shell. Safe for any thread.
 *
 * <p>Only this package depends on Karaf. Without Karaf, the service that the component needs is never registered, and
 * no class of this package is loaded.
 */
@Component(service = {})
public final class KarafShell {
    private final Registry registry;
    private final Map<ShellCommand, KarafCommand> commands = new ConcurrentHashMap<>();

    @Activate
    public KarafShell(@Reference SessionFactory sessions) {
        this.registry = sessions.getRegistry();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindCommand(ShellCommand command) {
        KarafCommand adapted = new KarafCommand(command);
        commands.put(command, adapted);
        registry.register(adapted);
    }

    void unbindCommand(ShellCommand command) {
        KarafCommand adapted = commands.remove(command);
        if (adapted != null) {
            registry.unregister(adapted);
        }
    }
}
