package io.qsa.sip.endpoint.internal.dns;

import io.qsa.sip.SipUri;

/** The default transport and port of a URI (RFC 3263 sections 4.1 and 4.2). */
final class Transports {
    private Transports() {}

    /** That of the URI; otherwise UDP, or TCP without UDP. */
    static String of(SipUri hop, Reach reach) {
        return hop.transport().orElseGet(() -> reach.speaks("udp") || !reach.speaks("tcp") ? "udp" : "tcp");
    }

    static int port(SipUri hop, String transport) {
        return hop.port().orElse(transport.equals("tls") ? 5061 : 5060);
    }
}
