package io.qsa.demo;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Optional;

import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

import io.qsa.sip.SipEndpoint;

/** Changes settings of the running platform, as an operator would. Safe for any thread. */
class PlatformSettings {
    private static final String PA = "io.qsa.pa";
    private static final String B2B = "io.qsa.presence_b2b";

    private final ConfigurationAdmin configurations;
    private final SipEndpoint endpoint;

    PlatformSettings(ConfigurationAdmin configurations, SipEndpoint endpoint) {
        this.configurations = configurations;
        this.endpoint = endpoint;
    }

    /**
     * Makes presence_b2b subscribe at the platform's own presence agent, and the agent notify SIP watchers without a
     * pause.
     */
    void makeThePlatformItsOwnServer() throws IOException {
        set(B2B, "presence_outbound_proxy", serverUri());
        set(PA, "notify_interval", 0);
    }

    /** Where the platform listens for SIP. */
    String serverUri() {
        return endpoint.listeningPoints().get(0).uri().toString();
    }

    /** Whether the presence agent serves subscriptions of bundles; if not, they move to presence_b2b. */
    void acceptInternalSubscriptions(boolean accept) throws IOException {
        set(PA, "accept_internal_subscriptions", accept);
    }

    private void set(String pid, String key, Object value) throws IOException {
        Configuration configuration = configurations.getConfiguration(pid, "?");
        Dictionary<String, Object> properties =
                Optional.ofNullable(configuration.getProperties()).orElseGet(Hashtable::new);
        properties.put(key, value);
        configuration.update(properties);
    }
}
