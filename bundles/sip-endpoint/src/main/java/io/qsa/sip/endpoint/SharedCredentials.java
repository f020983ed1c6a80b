package io.qsa.sip.endpoint;

import org.osgi.service.component.annotations.Component;

import io.qsa.sip.endpoint.internal.digest.CredentialStore;

/** Shares the credentials between the components of this bundle; its type is private to the bundle. Immutable. */
@Component(service = SharedCredentials.class)
public final class SharedCredentials {
    private final CredentialStore store = new CredentialStore();

    CredentialStore store() {
        return store;
    }
}
