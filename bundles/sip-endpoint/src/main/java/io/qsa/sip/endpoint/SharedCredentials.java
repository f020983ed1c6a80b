package io.qsa.sip.endpoint;

import org.osgi.service.component.annotations.Component;

import io.qsa.sip.endpoint.internal.digest.CredentialStore;

/** Where the components of this bundle meet over credentials; no other bundle sees its type. Immutable. */
@Component(service = SharedCredentials.class)
public final class SharedCredentials {
    private final CredentialStore store = new CredentialStore();

    CredentialStore store() {
        return store;
    }
}
