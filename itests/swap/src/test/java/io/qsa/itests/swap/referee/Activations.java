package io.qsa.itests.swap.referee;

import java.time.Duration;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

import io.qsa.SubscriptionService;
import io.qsa.pa.PresencePublisher;
import io.qsa.spi.Notifier;

/** Checks that a component is activated again only by the life cycle of its bundle. Safe for any thread. */
public final class Activations implements ServiceListener, AutoCloseable {
    private static final Duration AFTERMATH = Duration.ofSeconds(2);
    private static final String WATCHED = "(|(%1$s=%2$s)(%1$s=%3$s)(%1$s=%4$s))"
            .formatted(
                    Constants.OBJECTCLASS,
                    SubscriptionService.class.getName(),
                    PresencePublisher.class.getName(),
                    Notifier.class.getName());

    private final BundleContext context;
    private final Story story;

    public Activations(BundleContext context, Story story) {
        this.context = context;
        this.story = story;
        try {
            context.addServiceListener(this, WATCHED);
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        if (event.getType() == ServiceEvent.REGISTERED) {
            registered(event.getServiceReference());
        }
    }

    private void registered(ServiceReference<?> service) {
        Bundle bundle = service.getBundle();
        if (bundle != null && !story.isDisturbed(bundle.getSymbolicName(), AFTERMATH)) {
            story.violated("activated anew without a cause: " + service);
        }
    }

    @Override
    public void close() {
        context.removeServiceListener(this);
    }
}
