package io.qsa.sip.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;

import io.qsa.sip.ListeningPoint;
import io.qsa.sip.NameAddress;
import io.qsa.sip.ResponseListener;
import io.qsa.sip.SipIds;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.SipUri;
import io.qsa.sip.digest.Authentication;
import io.qsa.sip.digest.DigestClient;
import io.qsa.sip.dns.Resolver;
import io.qsa.sip.transport.Flow;
import io.qsa.sip.transport.Target;

/** Finds the way for each request, completes it, and runs it in client transactions. Safe for any thread. */
final class RequestSender {
    /** RFC 3261 section 18.1.1. */
    private static final int MAX_UDP_REQUEST = 1300;

    private static final Set<String> NOT_HERE = Set.of("INVITE", "ACK", "CANCEL");

    private final Core core;
    private final Resolver resolver;
    private final DigestClient digest;

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
        SipUri hop;
        try {
            hop = nextHop(request);
        } catch (IllegalArgumentException e) {
            refuse(request, listener, "No SIP Next Hop");
            return;
        }
        resolver.resolve(hop, targets -> {
            if (targets.isEmpty()) {
                refuse(request, listener, "Unknown Host");
            } else {
                new Exchange(digest.begin(request, hop), hop.host(), listener, targets).attempt(0);
            }
        });
    }

    /** RFC 3261 section 8.1.2: what the user chose, else the first Route, else the Request-URI. */
    private static SipUri nextHop(SipRequest request) {
        if (request.nextHop().isPresent()) {
            return request.nextHop().get();
        }
        List<String> route = request.elements("Route");
        return SipUri.parse(
                route.isEmpty()
                        ? request.requestUri()
                        : NameAddress.parse(route.get(0)).uri());
    }

    private void refuse(SipRequest request, ResponseListener listener, String why) {
        core.counters().add(Count.SEND_FAILURES);
        // Not on this thread: the listener hears nothing from inside send().
        ForkJoinPool.commonPool().execute(() -> tell(listener, SipResponse.local(request, 503, why)));
    }

    private void tell(ResponseListener listener, SipResponse response) {
        try {
            listener.onResponse(response);
        } catch (RuntimeException | Error e) {
            core.handlerFailed("A response listener failed", e);
        }
    }

    /** One request on its way: a transaction for each target until one takes it, and one for each challenge answered. */
    private final class Exchange {
        private final Authentication authentication;
        private final String domain;
        private final ResponseListener listener;
        private final List<Target> targets;

        /** @param domain what was asked for, and what a peer under TLS has to speak for */
        Exchange(Authentication authentication, String domain, ResponseListener listener, List<Target> targets) {
            this.authentication = authentication;
            this.domain = domain;
            this.listener = listener;
            this.targets = new ArrayList<>(targets);
        }

        /** The request as it stands after the challenges so far. */
        SipRequest request() {
            return authentication.request();
        }

        void attempt(int index) {
            if (index == targets.size()) {
                refuse(request(), listener, "Service Unavailable");
                return;
            }
            Target target = targets.get(index);
            ListeningPoint point = core.points().towards(target).orElse(null);
            if (point == null || Completion.isSips(request()) && !point.isSecure()) {
                attempt(index + 1);
                return;
            }
            String branch = SipIds.branch();
            byte[] bytes = core.completion().of(request(), point, branch).toBytes();
            Target reliable = target.over("tcp");
            if (bytes.length > MAX_UDP_REQUEST
                    && target.transport().equals("udp")
                    && !targets.subList(0, index).contains(reliable)
                    && core.points().towards(reliable).isPresent()) {
                targets.add(index, reliable);
                attempt(index);
                return;
            }
            start(index, branch, Flow.to(domain, point, target.address()), bytes);
        }

        private void start(int index, String branch, Flow flow, byte[] bytes) {
            String key = ClientTransactions.key(branch, request().method());
            Attempt attempt = new Attempt(this, index, key, flow, bytes);
            ClientTransaction transaction =
                    new ClientTransaction(core.timers(), core.timerValues(), flow.isReliable(), attempt);
            attempt.transaction = transaction;
            core.clientTransactions().start(key, flow, transaction);
        }
    }

    /** What one transaction does. Its last field is set before the transaction starts. */
    private final class Attempt implements ClientTransaction.Outbox {
        private final Exchange exchange;
        private final int index;
        private final String key;
        private final Flow flow;
        private final byte[] bytes;
        private ClientTransaction transaction;

        Attempt(Exchange exchange, int index, String key, Flow flow, byte[] bytes) {
            this.exchange = exchange;
            this.index = index;
            this.key = key;
            this.flow = flow;
            this.bytes = bytes;
        }

        @Override
        public void transmit(boolean again) {
            core.counters().add(again ? Count.RETRANSMISSIONS_SENT : Count.REQUESTS_SENT);
            core.transport().send(flow, bytes, failure -> transaction.onTransportError());
        }

        @Override
        public void finish(SipResponse response) {
            boolean again = exchange.authentication.answers(response);
            if (Authentication.isChallenge(response)) {
                core.counters().add(again ? Count.CHALLENGES_ANSWERED : Count.CHALLENGES_FAILED);
            }
            if (again) {
                exchange.attempt(index);
            } else {
                tell(exchange.listener, response);
            }
        }

        @Override
        public void timeOut() {
            core.counters().add(Count.TIMEOUTS);
            tell(exchange.listener, SipResponse.local(exchange.request(), 408, "Request Timeout"));
        }

        @Override
        public void fail() {
            exchange.attempt(index + 1);
        }

        @Override
        public void terminate() {
            core.clientTransactions().remove(key);
        }
    }
}
