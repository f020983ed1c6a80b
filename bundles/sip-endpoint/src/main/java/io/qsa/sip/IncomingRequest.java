package io.qsa.sip;

import java.net.InetSocketAddress;

import org.osgi.annotation.versioning.ProviderType;

/** A request from the network that waits for its answer. Safe for any thread. */
@ProviderType
public interface IncomingRequest {
    SipRequest request();

    /** Where it came in. */
    ListeningPoint listeningPoint();

    /** Where it came from. */
    InetSocketAddress source();

    /**
     * Answers it. Returns at once; a second final answer is an {@link IllegalStateException}. Retransmissions of the
     * request get the same answer again.
     */
    void respond(SipResponse response);

    /** Answers with a status code and nothing else to say. */
    default void respond(int code) {
        respond(SipResponse.to(request(), code));
    }
}
