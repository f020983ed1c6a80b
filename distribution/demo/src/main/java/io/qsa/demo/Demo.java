package io.qsa.demo;

import java.io.IOException;

import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.SubscriptionService;
import io.qsa.pa.PresencePublisher;
import io.qsa.sip.SipEndpoint;

/**
 * Plays the scenario once, as soon as the required services are there, prints the result, and stops the platform: in a
 * platform that was started for it, since the scenario changes which provider serves everybody. Owns the thread of the
 * scenario.
 */
@Component(service = {})
public final class Demo {
    /** The system property by which {@code distribution/run.sh --demo} marks the platform that it has started. */
    static final String PLAY = "io.qsa.demo.play";

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    private final Scenario scenario;
    private final Transcript transcript = new Transcript(System.out, System::nanoTime);
    private final BundleContext context;
    private final Thread thread = new Thread(this::play, "qsa-demo");

    @Activate
    public Demo(
            @Reference SubscriptionService service,
            @Reference PresencePublisher publisher,
            @Reference SipEndpoint endpoint,
            @Reference ConfigurationAdmin configurations,
            BundleContext context) {
        this.scenario = new Scenario(service, publisher, new PlatformSettings(configurations, endpoint), transcript);
        this.context = context;
        if (Boolean.parseBoolean(context.getProperty(PLAY))) {
            thread.start();
        } else {
            LOG.info("The demo changes the settings of its platform and stops it, so it does not play here:"
                    + " distribution/run.sh --demo starts a platform for it");
        }
    }

    @Deactivate
    void deactivate() {
        thread.interrupt();
    }

    boolean isPlaying() {
        return thread.isAlive();
    }

    private void play() {
        transcript.verdict(outcome());
        try {
            context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).stop();
        } catch (BundleException refused) {
            throw new IllegalStateException("The platform cannot be stopped", refused);
        }
    }

    private String outcome() {
        try {
            scenario.play();
            return "ok";
        } catch (InterruptedException stopped) {
            return "FAILED: something that the demo needs went away";
        } catch (IOException | RuntimeException failure) {
            return "FAILED: " + failure.getMessage();
        }
    }
}
