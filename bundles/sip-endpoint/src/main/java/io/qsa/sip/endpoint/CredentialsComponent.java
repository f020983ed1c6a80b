package io.qsa.sip.endpoint;

import java.util.Map;
import java.util.Optional;

import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.config.ConfigValues;
import io.qsa.sip.endpoint.internal.digest.Credential;
import io.qsa.sip.endpoint.internal.digest.CredentialSettings;
import io.qsa.sip.endpoint.internal.digest.CredentialStore;

/** One configuration of credentials, which the endpoint uses while it is there. Called by SCR, one call at a time. */
@Component(
        configurationPid = CredentialSettings.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {})
@Designate(ocd = CredentialsConfig.class, factory = true)
public final class CredentialsComponent {
    private static final Logger LOG = LoggerFactory.getLogger(CredentialsComponent.class);

    private final CredentialStore store;
    private final String pid;
    private Optional<Credential> current = Optional.empty();

    @Activate
    public CredentialsComponent(@Reference SharedCredentials credentials, Map<String, Object> properties) {
        store = credentials.store();
        pid = String.valueOf(properties.get(Constants.SERVICE_PID));
        modified(properties);
    }

    /**
     * Applies the new values, or keeps the present ones if they are wrong; an update without a change keeps the nonces.
     */
    @Modified
    public void modified(Map<String, Object> properties) {
        try {
            ConfigValues values = new ConfigValues(properties);
            Optional<Credential> changed = Optional.of(CredentialSettings.parse(values));
            if (!values.unknown().isEmpty()) {
                LOG.warn("Configuration {} has unknown keys: {}", pid, String.join(", ", values.unknown()));
            }
            if (!changed.equals(current)) {
                current = changed;
                store.put(pid, changed.get());
            }
        } catch (IllegalArgumentException e) {
            LOG.error("Configuration {} is not taken: {}", pid, e.getMessage());
        }
    }

    @Deactivate
    public void deactivate() {
        store.remove(pid);
    }
}
