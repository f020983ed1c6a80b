package io.qsa.sip.endpoint.internal.digest;

import java.util.Map;
import java.util.function.LongSupplier;

import io.qsa.sip.SipRequest;
import io.qsa.sip.SipUri;

/** Adds credentials to requests, as their next hops demand them. Safe for any thread. */
public final class DigestClient {
    private final CredentialStore credentials;
    private final NonceMemory memory = new NonceMemory();
    private final ChallengeLog log;

    /** @param clock milliseconds of a monotonic clock */
    public DigestClient(CredentialStore credentials, LongSupplier clock) {
        this.credentials = credentials;
        this.log = new ChallengeLog(clock);
    }

    /** Begins the authentication of a request at a next hop. Costs nothing if no credentials are configured. */
    public Authentication begin(SipRequest request, SipUri hop) {
        if (credentials.isEmpty()) {
            return new Authentication(this, request, "", Map.of());
        }
        String host = hop.targetHost();
        String name = host + (hop.port().isPresent() ? ":" + hop.port().getAsInt() : "");
        return new Authentication(
                this, request, name, credentials.of(request.from().uri(), host));
    }

    boolean hasCredentials() {
        return !credentials.isEmpty();
    }

    NonceMemory memory() {
        return memory;
    }

    ChallengeLog log() {
        return log;
    }
}
