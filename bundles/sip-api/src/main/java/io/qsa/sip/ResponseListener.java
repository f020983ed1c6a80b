package io.qsa.sip;

import java.time.Duration;

import org.osgi.annotation.versioning.ConsumerType;

/** Called at the end of one client transaction, on a thread of the endpoint. Must not block. */
@ConsumerType
@FunctionalInterface
public interface ResponseListener {
    /**
     * The final response. A timeout is a {@link SipResponse#isLocal() local} 408, a transport error a local 503 (RFC
     * 3261 section 8.1.3.1). While the next hop gets no requests, it is a local 503 with Retry-After.
     */
    void onResponse(SipResponse response);

    /**
     * How long to wait for the response, over all servers that are tried. Afterwards no other server is tried, and the
     * response is a local 408.
     */
    default Duration patience() {
        return Duration.ofDays(1);
    }
}
