package io.qsa.sip;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The SIP endpoint of the platform. The service is registered while its listening points are open.
 * Safe for any thread; no method blocks.
 */
@ProviderType
public interface SipEndpoint {
    /** Where it listens, with the real ports. */
    List<ListeningPoint> listeningPoints();

    /**
     * Sends a request in a transaction of its own (RFC 3261 section 17.1.2). Via, Max-Forwards, Contact (for a method
     * that makes a dialog, where none is set) and Content-Length are added; challenges for which there are credentials
     * are answered, which raises the CSeq number.
     *
     * @param listener is called exactly once, with the final response, never from inside this call
     */
    void send(SipRequest request, ResponseListener listener);
}
