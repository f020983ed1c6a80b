package io.qsa.sip;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/** A request from the network that is to be answered. Safe for any thread. */
@ProviderType
public interface IncomingRequest {
    SipRequest request();

    /** The listening point that received it. */
    ListeningPoint listeningPoint();

    /** The address of the sender. */
    InetSocketAddress source();

    /** The certificates that the peer has proved to hold over TLS, its own first; empty without. */
    default List<X509Certificate> peerCertificates() {
        return List.of();
    }

    /**
     * The identities in the certificate of the peer, as SIP URIs (RFC 5922 section 7.1): {@code sip:example.com} for a
     * domain, {@code sip:alice@example.com} for a user. Empty without a certificate.
     */
    default List<String> peerIdentities() {
        return List.of();
    }

    /**
     * Answers it. Returns at once; a second final answer is an {@link IllegalStateException}. Retransmissions of the
     * request get the same answer again.
     */
    void respond(SipResponse response);

    /** Answers with a status code only. */
    default void respond(int code) {
        respond(SipResponse.to(request(), code));
    }
}
