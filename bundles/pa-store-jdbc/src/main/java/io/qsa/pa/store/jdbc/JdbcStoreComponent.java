package io.qsa.pa.store.jdbc;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

import io.qsa.base.config.SingleConfigurations;
import io.qsa.pa.store.Batch;
import io.qsa.pa.store.PresenceStore;
import io.qsa.pa.store.StoreException;
import io.qsa.pa.store.StoreException.Fault;
import io.qsa.pa.store.StoredPublication;
import io.qsa.pa.store.StoredSubscription;

/**
 * Registers a store for the present DataSource. Guarded by its monitor.
 *
 * <p>Without a DataSource, it registers a store that reports its absence: so the agent waits for it, and the operator
 * sees what is missing. Another DataSource is another store, to which the agent writes what it has in memory.
 */
@Component(
        service = {},
        configurationPid = JdbcStoreComponent.PID)
@Designate(ocd = JdbcStoreConfig.class)
@Header(name = Constants.BUNDLE_ACTIVATOR, value = SingleConfigurations.NAME)
public final class JdbcStoreComponent {
    static final String PID = "io.qsa.pa.store.jdbc";
    static final String DATA_SOURCE = "(dataSourceName=qsa)";
    /** Service property of the DataSource with the URL of its database. */
    private static final String URL = "url";

    private final BundleContext context;
    private final String target;
    private Optional<JdbcStore> store = Optional.empty();
    private ServiceRegistration<PresenceStore> registration;

    @Activate
    public JdbcStoreComponent(BundleContext context, JdbcStoreConfig config) {
        this.context = context;
        this.target = config.dataSource_target();
        this.registration = register(new MissingDataSource(target));
    }

    private ServiceRegistration<PresenceStore> register(PresenceStore service) {
        return context.registerService(PresenceStore.class, service, null);
    }

    @Reference(
            name = "dataSource",
            target = DATA_SOURCE,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    synchronized void bindDataSource(DataSource dataSource, Map<String, Object> properties) {
        Optional<H2File> file = H2File.of(String.valueOf(properties.get(URL)));
        JdbcStore newStore = new JdbcStore(dataSource, file);
        replaceBy(newStore);
        store.ifPresent(JdbcStore::close);
        store = Optional.of(newStore);
    }

    synchronized void unbindDataSource(DataSource dataSource) {
        if (store.filter(present -> present.isOf(dataSource)).isPresent()) {
            replaceBy(new MissingDataSource(target));
            store.ifPresent(JdbcStore::close);
            store = Optional.empty();
        }
    }

    private void replaceBy(PresenceStore service) {
        ServiceRegistration<PresenceStore> old = registration;
        registration = register(service);
        old.unregister();
    }

    @Deactivate
    synchronized void deactivate() {
        registration.unregister();
        store.ifPresent(JdbcStore::close);
        // DS unbinds the data source after this, which is not the end of a store any more.
        store = Optional.empty();
    }

    /** A store that can do nothing yet. Immutable. */
    private record MissingDataSource(String target) implements PresenceStore {
        @Override
        public void readPublications(Consumer<StoredPublication> reader) throws StoreException {
            throw missing();
        }

        @Override
        public void readSubscriptions(Consumer<StoredSubscription> reader) throws StoreException {
            throw missing();
        }

        @Override
        public void commit(Batch batch) throws StoreException {
            throw missing();
        }

        private StoreException missing() {
            return new StoreException(Fault.STORE, "there is no DataSource service " + target, null);
        }
    }
}
