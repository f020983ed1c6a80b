package io.qsa.sip.endpoint.internal.core;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.statistics.Counters;
import io.qsa.base.timer.WheelTimers;
import io.qsa.sip.ListeningPoint;
import io.qsa.sip.RequestHandler;
import io.qsa.sip.ResponseListener;
import io.qsa.sip.SipEndpoint;
import io.qsa.sip.SipRequest;
import io.qsa.sip.Transport;
import io.qsa.sip.endpoint.internal.carrier.SocketCarrier;
import io.qsa.sip.endpoint.internal.digest.CredentialStore;
import io.qsa.sip.endpoint.internal.digest.DigestClient;
import io.qsa.sip.endpoint.internal.dns.DnsResolver;
import io.qsa.sip.endpoint.internal.transport.ListenAddress;

/**
 * The endpoint with all its parts, without OSGi. Safe for any thread.
 *
 * <pre>{@code
 * SipSettings settings = SipSettings.parse(Map.of("listen", "udp:127.0.0.1:0", "t1", "50"));
 * try (Endpoint sip = Endpoint.start(settings, new JainTransport())) {
 *     sip.handle(handler, Set.of("NOTIFY"), Set.of("presence"));
 *     sip.send(request, response -> ...);
 * }
 * }</pre>
 */
public final class Endpoint implements SipEndpoint, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    private final WheelTimers timers = new WheelTimers("io.qsa.sip-timers", LOG::error);
    private final Handlers handlers;
    private final Core core;
    private final DnsResolver resolver;
    private final RequestSender sender;

    /** An endpoint that has no transport and does not listen yet; see {@link #use} and {@link #listen}. */
    public Endpoint(SipSettings settings, Handlers handlers, CredentialStore credentials) {
        this.handlers = handlers;
        this.core = new Core(settings, timers, SocketCarrier::new, handlers);
        this.resolver = new DnsResolver(() -> core.settings().dns(), core.points(), timers::now);
        this.sender = new RequestSender(core, resolver, new DigestClient(credentials, timers::now));
    }

    /**
     * An endpoint without credentials that listens where the settings say; if it cannot listen at an address, that is an
     * {@link IOException}.
     */
    public static Endpoint start(SipSettings settings, Transport transport) throws IOException {
        return start(settings, transport, new CredentialStore());
    }

    /** The same with credentials, which may change at any time. */
    public static Endpoint start(SipSettings settings, Transport transport, CredentialStore credentials)
            throws IOException {
        Endpoint endpoint = new Endpoint(settings, new Handlers(), credentials);
        endpoint.use(Optional.of(transport));
        for (IOException failure : endpoint.listen().values()) {
            endpoint.close();
            throw failure;
        }
        return endpoint;
    }

    /** Applies new settings; those of the listening points with the next {@link #listen}. */
    public void apply(SipSettings settings) {
        boolean othersAreAsked = !settings.dns().equals(core.settings().dns());
        core.apply(settings);
        if (othersAreAsked) {
            resolver.clear();
        }
    }

    /** Whether the settings keep all listening points that are open. */
    public boolean keepsItsPoints() {
        return core.points().isPartOf(core.settings().listen());
    }

    /** Ends all listening points; {@link #listen} opens them with this transport. Blocks for a moment. */
    public void use(Optional<Transport> transport) {
        core.points().change(List.of());
        core.carrier().use(transport);
        // A failure to send during the change is not one of the hop.
        core.breaker().forget();
    }

    /**
     * Listens exactly at the addresses of the settings. Blocks for a moment.
     *
     * @return the addresses that could not be opened, and why
     */
    public Map<ListenAddress, IOException> listen() {
        core.readKeys();
        List<ListeningPoint> before = core.points().all();
        if (before.isEmpty()) {
            handlers.onListening();
        }
        Map<ListenAddress, IOException> failures =
                core.points().change(core.settings().listen());
        if (!before.equals(core.points().all())) {
            resolver.clear();
        }
        return failures;
    }

    /** Reads the files of TLS again if they have changed, for connections that open from now on. Blocks for a moment. */
    public void refreshKeys() {
        core.readKeys();
    }

    /** Gives requests of these methods to a handler, with ranking 0. */
    public void handle(RequestHandler handler, Set<String> methods, Set<String> events) {
        handlers.put(handler, methods, events, 0);
    }

    @Override
    public List<ListeningPoint> listeningPoints() {
        return core.points().all();
    }

    @Override
    public void send(SipRequest request, ResponseListener listener) {
        sender.send(request, listener);
    }

    public Counters<Count> counters() {
        return core.counters();
    }

    /** How often each kind of rule violation was accepted, by the name of its counter. */
    public Map<String, Long> tolerated() {
        return core.faults().tolerated();
    }

    /** The rule violations of each peer as text. */
    public Map<String, String> oddPeers() {
        return core.faults().byPeer();
    }

    /** How many tasks of the timers have failed in a way in which none should. */
    public long failedTasks() {
        return timers.failures();
    }

    /** The next hops in trouble with a description of each, for people. */
    public Map<String, String> hopsInTrouble() {
        return core.breaker().describe();
    }

    /** The number of requests that wait for a response. */
    public int clientTransactions() {
        return core.clientTransactions().size();
    }

    /** The number of requests that wait for an answer, or whose answer is kept for a retransmission. */
    public int serverTransactions() {
        return core.serverTransactions().size();
    }

    /** The number of connections. */
    public int connections() {
        return core.carrier().connections();
    }

    /** Ends everything: pending requests get a local 503, ports are closed, threads have ended. */
    @Override
    public void close() {
        core.turns().close();
        core.clientTransactions().close();
        core.carrier().close();
        resolver.close();
        core.outcomes().close();
        timers.close();
    }
}
