package io.qsa.sip.endpoint.internal.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import io.qsa.sip.ListeningPoint;
import io.qsa.sip.SipIds;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.endpoint.internal.breaker.Breaker;
import io.qsa.sip.endpoint.internal.breaker.Pass;
import io.qsa.sip.endpoint.internal.digest.Authentication;
import io.qsa.sip.endpoint.internal.transport.Flow;
import io.qsa.sip.endpoint.internal.transport.Target;

/**
 * One request that is being sent: a transaction for each target until one answers (RFC 3263 section 4.3), and one for each
 * challenge that is answered. Confined to the thread that handles its present transaction; only one is present at a time.
 */
final class Exchange {
    /** RFC 3261 section 18.1.1. */
    private static final int MAX_UDP_REQUEST = 1300;

    private final Core core;
    private final Breaker breaker;
    private final Authentication authentication;
    private final String domain;
    private final Outcome outcome;
    private List<Target> targets;
    private int index;
    /** The first target that was skipped because of its breaker; null if there was none. */
    private Target avoided;
    /** How the last target failed; null before the first has. */
    private SipResponse failure;

    /** @param domain the domain of the request, which the certificate of a TLS peer must name */
    Exchange(Core core, Authentication authentication, String domain, List<Target> targets, Outcome outcome) {
        this.core = core;
        this.breaker = core.breaker();
        this.authentication = authentication;
        this.domain = domain;
        this.targets = targets;
        this.outcome = outcome;
    }

    /** The request with the credentials for the challenges so far. */
    private SipRequest request() {
        return authentication.request();
    }

    /** Starts with the next target; without one, reports the outcome. */
    void attempt() {
        for (; index < targets.size(); index++) {
            if (startTowards(targets.get(index), false)) {
                return;
            }
        }
        giveUp();
    }

    private boolean startTowards(Target target, boolean isKnownToAnswer) {
        Optional<ListeningPoint> point = core.points().towards(target, request().listeningPoint());
        if (point.isEmpty() || Completion.isSips(request()) && !point.get().isSecure()) {
            return false;
        }
        String branch = SipIds.branch();
        byte[] bytes = core.completion().bytesOf(request(), point.get(), contactPoint(point.get()), branch);
        if (bytes.length > MAX_UDP_REQUEST && switchesToTcp(target)) {
            targets = new ArrayList<>(targets);
            targets.add(index, target.over("tcp"));
            return startTowards(targets.get(index), false);
        }
        Pass pass = isKnownToAnswer ? Pass.FREE : breaker.admit(target);
        if (!pass.isGranted()) {
            avoid(target);
            return false;
        }
        new Attempt(target, pass, branch, Flow.to(domain, point.get(), target.address()), bytes).startInTurn();
        return true;
    }

    /** The listening point that Contact names: the one that the peer knows, if it is open and its scheme is allowed. */
    private ListeningPoint contactPoint(ListeningPoint from) {
        return request()
                .listeningPoint()
                .flatMap(core.points()::sameAs)
                .filter(known -> known.isSecure() || !Completion.isSips(request()))
                .orElse(from);
    }

    /** A large request is sent over TCP first, and over UDP if that fails (RFC 3261 section 18.1.1). */
    private boolean switchesToTcp(Target target) {
        if (!target.transport().equals("udp")) {
            return false;
        }
        Target overTcp = target.over("tcp");
        return core.points().towards(overTcp, Optional.empty()).isPresent()
                && !targets.subList(0, index).contains(overTcp);
    }

    private void avoid(Target target) {
        avoided = avoided == null ? target : avoided;
    }

    /** @param isHostDead whether other transports of the same host are not to be tried either */
    private void failOver(SipResponse how, boolean isHostDead) {
        failure = how;
        Target failed = targets.get(index);
        do {
            index++;
        } while (isHostDead
                && index < targets.size()
                && targets.get(index).address().equals(failed.address()));
        if (index < targets.size() && outcome.patience() > 0) {
            core.counters().count(Count.FAILOVERS);
            attempt();
        } else {
            giveUp();
        }
    }

    private void giveUp() {
        if (failure != null) {
            outcome.deliverLater(failure);
        } else if (avoided != null) {
            outcome.heldBack(request(), breaker.holdBack(avoided));
        } else {
            outcome.unsendable(request(), "Service Unavailable");
        }
    }

    /** The outputs of one transaction. Its last field is set before the transaction starts. */
    private final class Attempt implements ClientTransaction.Outbox {
        private final Target target;
        private final Pass pass;
        private final String branch;
        private final Flow flow;
        private final byte[] bytes;
        private long startedAt;
        private ClientTransaction transaction;
        private volatile boolean isBlamed;

        Attempt(Target target, Pass pass, String branch, Flow flow, byte[] bytes) {
            this.target = target;
            this.pass = pass;
            this.branch = branch;
            this.flow = flow;
            this.bytes = bytes;
        }

        void startInTurn() {
            if (pass.delay() == 0) {
                start();
            } else {
                core.turns().await(pass.delay(), this::startIfStillPassable, this::fail);
            }
        }

        private void startIfStillPassable() {
            if (breaker.isPassable(target)) {
                start();
            } else {
                avoid(target);
                index++;
                attempt();
            }
        }

        private void start() {
            if (pass.isProbe()) {
                core.counters().count(Count.PROBES);
            }
            startedAt = core.timers().now();
            TimerValues values = core.timerValues(outcome.patience());
            transaction = new ClientTransaction(core.timers(), values, flow.isReliable(), this);
            core.clientTransactions().start(branch, request().method(), flow, transaction);
        }

        @Override
        public void transmit(boolean again) {
            if (again && isPointless()) {
                return;
            }
            core.counters().count(again ? Count.RETRANSMISSIONS_SENT : Count.REQUESTS_SENT);
            core.carrier().send(flow, bytes, failure -> transaction.onTransportError());
        }

        /** Whether a retransmission over UDP is suppressed, because the hop is dead and gets only probes. */
        private boolean isPointless() {
            return !flow.isReliable() && !pass.isProbe() && !breaker.mayRepeat(target);
        }

        @Override
        public void finish(SipResponse response) {
            if (response.code() == 503) {
                overloaded(response);
                return;
            }
            breaker.succeeded(target);
            boolean again = authentication.answers(response);
            if (Authentication.isChallenge(response)) {
                core.counters().count(again ? Count.CHALLENGES_ANSWERED : Count.CHALLENGES_FAILED);
            }
            if (!again) {
                outcome.deliver(response);
            } else if (!startTowards(target, true)) {
                failOver(response, true);
            }
        }

        /** RFC 3261 section 21.5.4. */
        private void overloaded(SipResponse response) {
            OptionalLong seconds = RetryAfter.of(response);
            if (seconds.isPresent()) {
                breaker.silence(target, seconds.getAsLong());
            } else {
                failed();
            }
            failOver(response, true);
        }

        /** Reports a failure to the breaker, at most once for each transaction. */
        private void failed() {
            if (!isBlamed && breaker.failed(target, pass, startedAt)) {
                core.counters().count(Count.HOPS_GIVEN_UP);
            }
            isBlamed = true;
        }

        @Override
        public void suspect() {
            // A probe is given the whole of Timer F, because there is no second one until it ends.
            if (!pass.isProbe()) {
                failed();
            }
        }

        @Override
        public void timeOut() {
            core.counters().count(Count.TIMEOUTS);
            failed();
            failOver(SipResponse.local(request(), 408, "Request Timeout"), true);
        }

        @Override
        public void fail() {
            core.counters().count(Count.SEND_FAILURES);
            // A closed listening point of ours is not a failure of the hop.
            if (pass.isProbe() || core.points().all().contains(flow.point())) {
                failed();
            }
            failOver(SipResponse.local(request(), 503, "Service Unavailable"), false);
        }

        @Override
        public void linger(long millis) {
            core.clientTransactions().linger(branch, millis);
        }

        @Override
        public void terminate() {
            core.clientTransactions().remove(branch);
        }
    }
}
