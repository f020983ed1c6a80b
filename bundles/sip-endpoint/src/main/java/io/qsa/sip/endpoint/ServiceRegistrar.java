package io.qsa.sip.endpoint;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

import io.qsa.sip.SipEndpoint;
import io.qsa.sip.endpoint.internal.core.Endpoint;

/** Offers the endpoint as a service. Confined to one thread. */
final class ServiceRegistrar implements EndpointRunner.Registrar {
    private final BundleContext context;
    private ServiceRegistration<SipEndpoint> registration;

    ServiceRegistrar(BundleContext context) {
        this.context = context;
    }

    @Override
    public void offer(Endpoint endpoint) {
        if (registration == null) {
            registration = context.registerService(SipEndpoint.class, endpoint, null);
        }
    }

    @Override
    public void withdraw() {
        if (registration != null) {
            ServiceRegistration<SipEndpoint> old = registration;
            registration = null;
            old.unregister();
        }
    }
}
