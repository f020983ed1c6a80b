package io.qsa.sip.endpoint.internal.core;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.qsa.sip.NameAddress;
import io.qsa.sip.ResponseListener;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipUri;
import io.qsa.sip.endpoint.internal.digest.DigestClient;
import io.qsa.sip.endpoint.internal.dns.Resolver;

/** Finds the targets of each request and sends it. Safe for any thread. */
final class RequestSender {
    private static final Set<String> NOT_HERE = Set.of("INVITE", "ACK", "CANCEL");

    private final Core core;
    private final Resolver resolver;
    private final DigestClient digest;
    /** The next hop of the last request, because most requests go to the same one. */
    private volatile SipUri lastHop = SipUri.parse("sip:nobody.invalid");

    RequestSender(Core core, Resolver resolver, DigestClient digest) {
        this.core = core;
        this.resolver = resolver;
        this.digest = digest;
    }

    void send(SipRequest request, ResponseListener listener) {
        Objects.requireNonNull(listener, "listener");
        if (NOT_HERE.contains(request.method())) {
            throw new IllegalArgumentException(request.method() + " needs another transaction than there is here");
        }
        Outcome outcome = new Outcome(core, listener);
        SipUri hop;
        try {
            hop = nextHop(request);
        } catch (IllegalArgumentException e) {
            outcome.unsendable(request, "No SIP Next Hop");
            return;
        }
        resolver.resolve(hop, targets -> {
            if (targets.isEmpty()) {
                outcome.unsendable(request, "Unknown Host");
            } else {
                new Exchange(core, digest.begin(request, hop), hop.host(), targets, outcome).attempt();
            }
        });
    }

    /** RFC 3261 section 8.1.2: the one chosen by the caller, otherwise the first Route, otherwise the Request-URI. */
    private SipUri nextHop(SipRequest request) {
        if (request.nextHop().isPresent()) {
            return request.nextHop().get();
        }
        if (request.header("Route").isEmpty()) {
            return parsed(request.requestUri());
        }
        List<String> route = request.elements("Route");
        return parsed(
                route.isEmpty()
                        ? request.requestUri()
                        : NameAddress.parseRoute(route.get(0)).uri());
    }

    private SipUri parsed(String uri) {
        SipUri hop = lastHop;
        if (!hop.toString().equals(uri)) {
            hop = SipUri.parse(uri);
            lastHop = hop;
        }
        return hop;
    }
}
