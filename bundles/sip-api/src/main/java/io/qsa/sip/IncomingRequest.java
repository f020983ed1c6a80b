package io.qsa.sip;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/** A request from the network that waits for its answer. Safe for any thread. */
@ProviderType
public interface IncomingRequest {
    SipRequest request();

    /** Where it came in. */
    ListeningPoint listeningPoint();

    /** Where it came from. */
    InetSocketAddress source();

    /** The certificates that the peer has proved to hold over TLS, its own first; empty without. */
    default List<X509Certificate> peerCertificates() {
        return List.of();
    }

    /**
     * Whom the certificate of the peer speaks for, as SIP URIs (RFC 5922 section 7.1): {@code sip:example.com} for a
     * domain, {@code sip:alice@example.com} for a user. Empty if it has proved nothing.
     */
    default List<String> peerIdentities() {
        return List.of();
    }

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
