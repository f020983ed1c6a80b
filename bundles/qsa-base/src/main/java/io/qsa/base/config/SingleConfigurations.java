package io.qsa.base.config;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps copies of a configuration away from the components of its bundle, whose activator it is. Safe for any thread.
 *
 * <p>A copy {@code etc/io.qsa.sip-backup.cfg} of {@code etc/io.qsa.sip.cfg} becomes an instance of a factory
 * {@code io.qsa.sip}. Declarative Services would make one component for each instance of the factory, and then ignore
 * the configuration of the PID itself. So a copy is bound to a location without a bundle, where no component can use
 * it: before Declarative Services process this bundle, and later as soon as the copy is created, since Config Admin
 * calls synchronous listeners first. It remains bound, which does not affect its file.
 *
 * <p>The PIDs without a factory are those of the bundle's own metatype.
 */
public final class SingleConfigurations
        implements BundleActivator, SynchronousConfigurationListener, ConfigurationProblems {
    /** Of this class, for the header {@code Bundle-Activator}. */
    public static final String NAME = "io.qsa.base.config.SingleConfigurations";

    private static final Logger LOG = LoggerFactory.getLogger(SingleConfigurations.class);
    private static final String NOWHERE = "nowhere:this-PID-has-no-factory";
    /** The property in which FileInstall stores the file of a configuration. */
    private static final String FILE = "felix.fileinstall.filename";

    private final Map<String, String> problemByPid = new ConcurrentSkipListMap<>();
    private BundleContext context;
    private Set<String> pids = Set.of();

    @Override
    public void start(BundleContext bundleContext) throws InvalidSyntaxException {
        context = bundleContext;
        pids = DescribedConfiguration.of(context.getBundle()).stream()
                .filter(described -> !described.isFactory())
                .map(DescribedConfiguration::pid)
                .collect(Collectors.toSet());
        context.registerService(SynchronousConfigurationListener.class, this, null);
        context.registerService(ConfigurationProblems.class, this, null);
        context.addServiceListener(
                this::onAdmin, "(" + Constants.OBJECTCLASS + "=" + ConfigurationAdmin.class.getName() + ")");
        for (ServiceReference<ConfigurationAdmin> admin :
                context.getServiceReferences(ConfigurationAdmin.class, null)) {
            hideCopies(admin);
        }
    }

    /** The framework unregisters the services. */
    @Override
    public void stop(BundleContext bundleContext) {
        problemByPid.clear();
    }

    @SuppressWarnings("unchecked") // the listener's filter
    private void onAdmin(ServiceEvent event) {
        if (event.getType() == ServiceEvent.REGISTERED) {
            hideCopies((ServiceReference<ConfigurationAdmin>) event.getServiceReference());
        }
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (!isOneOfOurs(event.getFactoryPid())) {
            return;
        }
        if (event.getType() == ConfigurationEvent.CM_DELETED) {
            if (problemByPid.remove(event.getPid()) != null) {
                LOG.info("The copy {} of configuration {} was deleted", event.getPid(), event.getFactoryPid());
            }
        } else {
            hideCopies(event.getReference());
        }
    }

    private void hideCopies(ServiceReference<ConfigurationAdmin> reference) {
        ConfigurationAdmin admin = context.getService(reference);
        if (admin == null) {
            return;
        }
        try {
            for (String pid : pids) {
                Configuration[] copies = admin.listConfigurations("(|(" + ConfigurationAdmin.SERVICE_FACTORYPID + "="
                        + pid + ")(" + ConfigurationAdmin.SERVICE_FACTORYPID + "=" + pid + "|*))");
                for (Configuration copy : copies == null ? new Configuration[0] : copies) {
                    hide(copy, pid);
                }
            }
        } catch (IOException | InvalidSyntaxException e) {
            LOG.error("Whether there are copies of the configurations {} cannot be seen", pids, e);
        } finally {
            context.ungetService(reference);
        }
    }

    private void hide(Configuration copy, String pid) {
        try {
            if (!NOWHERE.equals(copy.getBundleLocation())) {
                copy.setBundleLocation(NOWHERE);
            }
            Object file = copy.getProperties().get(FILE);
            String problem = (file == null ? "Configuration " + copy.getPid() : String.valueOf(file))
                    + " is not used, for there is only one configuration " + pid + ", that of the file " + pid
                    + ".cfg: rename or remove the copy";
            if (!problem.equals(problemByPid.put(copy.getPid(), problem))) {
                LOG.error("{}", problem);
            }
        } catch (IllegalStateException deleted) {
            LOG.debug("A copy of {} was deleted meanwhile", pid, deleted);
        }
    }

    private boolean isOneOfOurs(String factoryPid) {
        return factoryPid != null
                && pids.stream().anyMatch(pid -> factoryPid.equals(pid) || factoryPid.startsWith(pid + "|"));
    }

    @Override
    public List<String> problems() {
        return List.copyOf(problemByPid.values());
    }
}
