package io.qsa.broker.internal.consumer;

import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

import io.qsa.SubscriptionService;
import io.qsa.broker.internal.delivery.Consumers;
import io.qsa.broker.internal.subscription.Switchboard;

/** Gives each bundle a subscription service of its own. Safe for any thread. */
public final class ConsumerServices implements ServiceFactory<SubscriptionService> {
    private final Switchboard switchboard;
    private final Consumers consumers;

    public ConsumerServices(Switchboard switchboard, Consumers consumers) {
        this.switchboard = switchboard;
        this.consumers = consumers;
    }

    @Override
    public SubscriptionService getService(Bundle bundle, ServiceRegistration<SubscriptionService> registration) {
        return new ConsumerService(switchboard, consumers.acquire(bundle.getBundleId(), bundle.getSymbolicName()));
    }

    @Override
    public void ungetService(
            Bundle bundle, ServiceRegistration<SubscriptionService> registration, SubscriptionService service) {
        ((ConsumerService) service).close();
        consumers.release(bundle.getBundleId());
    }
}
