package io.qsa.sip.notifier.internal;

import java.util.Map;
import java.util.Optional;

import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.config.ConfigValues;
import io.qsa.sip.notifier.users.PresenceUser;
import io.qsa.sip.notifier.users.PresenceUsers;

/** One configured user, while the configuration is there. Safe for any thread. */
@Component(configurationPid = UserSettings.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = UserConfig.class, factory = true)
public final class UserComponent implements PresenceUsers {
    private static final Logger LOG = LoggerFactory.getLogger(UserComponent.class);

    private volatile Optional<PresenceUser> user = Optional.empty();

    @Activate
    public UserComponent(Map<String, Object> properties) {
        modified(properties);
    }

    /** Applies the new values, or keeps the present ones if they are wrong. */
    @Modified
    void modified(Map<String, Object> properties) {
        try {
            ConfigValues values = new ConfigValues(properties);
            user = Optional.of(UserSettings.parse(values));
            if (!values.unknown().isEmpty()) {
                LOG.warn(
                        "Configuration {} has unknown keys: {}",
                        properties.get(Constants.SERVICE_PID),
                        String.join(", ", values.unknown()));
            }
        } catch (IllegalArgumentException e) {
            LOG.error("Configuration {} is not taken: {}", properties.get(Constants.SERVICE_PID), e.getMessage());
        }
    }

    @Override
    public Optional<PresenceUser> find(String username) {
        return user.filter(known -> known.username().equals(username));
    }

    @Override
    public Optional<PresenceUser> findLimited(String uri) {
        return user.filter(known -> !known.algorithms().isEmpty() && known.is(uri));
    }
}
