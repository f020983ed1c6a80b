package io.qsa.pa.internal.sip;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import io.qsa.sip.IncomingRequest;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.endpoint.internal.core.Endpoint;
import io.qsa.sip.endpoint.internal.core.SipSettings;
import io.qsa.sip.jain.JainTransport;

/** A proxy between a watcher and the agent that wants to stay on the path of every dialog (RFC 3261 section 16.6). */
final class RecordRoutingHop implements AutoCloseable {
    private static final List<String> OF_ANSWERS = List.of("Record-Route", "Contact", "Expires", "SIP-ETag");

    private final Endpoint endpoint;
    private final String route;
    private final BlockingQueue<SipRequest> passed = new LinkedBlockingQueue<>();

    RecordRoutingHop() throws IOException {
        endpoint = Endpoint.start(SipSettings.parse(Map.of("listen", "udp:127.0.0.1:0")), new JainTransport());
        route = "<" + endpoint.listeningPoints().get(0).uri() + ";lr>";
        endpoint.handle(this::pass, Set.of("SUBSCRIBE", "NOTIFY"), Set.of("presence"));
    }

    /** The route of a user agent to this proxy. */
    String route() {
        return route;
    }

    /** The methods of the requests since the last call. */
    List<String> passed() {
        List<SipRequest> all = new ArrayList<>();
        passed.drainTo(all);
        return all.stream().map(SipRequest::method).toList();
    }

    private boolean pass(IncomingRequest incoming) {
        SipRequest request = incoming.request();
        List<String> routes = request.elements("Route");
        // An endpoint is no proxy and drops an answer that has a second Via, so those of the way here stay here.
        SipRequest next =
                request.without("Via").without("Route").without("Max-Forwards").without("Record-Route");
        for (String other : routes) {
            next = other.equals(route) ? next : next.with("Route", other);
        }
        next = next.with("Record-Route", route);
        for (String earlier : request.headers("Record-Route")) {
            next = next.with("Record-Route", earlier);
        }
        passed.add(request);
        System.err.println(next);
        endpoint.send(next, answer -> {
            System.err.println(answer);
            incoming.respond(answerTo(request, answer));
        });
        return true;
    }

    private static SipResponse answerTo(SipRequest request, SipResponse answer) {
        SipResponse back = SipResponse.to(request, answer.code())
                .withToTag(answer.to().tag().orElse("hop"));
        for (String name : OF_ANSWERS) {
            for (String value : answer.headers(name)) {
                back = back.with(name, value);
            }
        }
        return back;
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
