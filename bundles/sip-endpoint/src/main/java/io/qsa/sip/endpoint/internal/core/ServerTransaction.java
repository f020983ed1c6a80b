package io.qsa.sip.endpoint.internal.core;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;

import io.qsa.base.timer.Alarm;
import io.qsa.base.timer.Timers;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.ListeningPoint;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.Via;
import io.qsa.sip.endpoint.internal.tls.CertificateIdentities;
import io.qsa.sip.endpoint.internal.transport.Flow;

/**
 * The non-INVITE server transaction (RFC 3261 section 17.2.2): until it is answered it ignores retransmissions, then it
 * repeats the answer until Timer J fires. Guarded by its monitor; answers are sent without it.
 */
final class ServerTransaction implements IncomingRequest {
    private enum State {
        OPEN,
        ANSWERED,
        ABANDONED
    }

    private final ServerTransactions transactions;
    private final String[] keys;
    private final SipRequest request;
    private final Via via;
    private final Flow flow;

    private State state = State.OPEN;
    private byte[] answer;
    private Alarm patience;

    ServerTransaction(ServerTransactions transactions, String[] keys, SipRequest request, Via via, Flow flow) {
        this.transactions = transactions;
        this.keys = keys;
        this.request = request;
        this.via = via;
        this.flow = flow;
    }

    /** Its keys: of the transaction, and of the request on whatever path it arrives (RFC 3261 section 8.2.2.2). */
    String[] keys() {
        return keys;
    }

    boolean isReliable() {
        return flow.isReliable();
    }

    @Override
    public SipRequest request() {
        return request;
    }

    @Override
    public ListeningPoint listeningPoint() {
        return flow.point();
    }

    @Override
    public InetSocketAddress source() {
        return flow.peer();
    }

    @Override
    public List<X509Certificate> peerCertificates() {
        return flow.peerCertificates();
    }

    @Override
    public List<String> peerIdentities() {
        return flow.peerCertificates().stream()
                .limit(1)
                .flatMap(own -> CertificateIdentities.of(own).uris().stream())
                .toList();
    }

    @Override
    public void respond(SipResponse response) {
        Objects.requireNonNull(response, "response");
        byte[] bytes = transactions.answers().bytes(response, flow, Completion.wantsSips(request));
        if (accept(bytes, response)) {
            transactions.answers().send(bytes, via, flow);
            if (!response.isProvisional()) {
                transactions.answered(this);
            }
        }
    }

    /** Accepts an answer; false if it is so late that the client no longer waits for it. */
    private synchronized boolean accept(byte[] bytes, SipResponse response) {
        if (state == State.ANSWERED) {
            throw new IllegalStateException(
                    response.code() + " to a " + request.method() + " that has had its final answer");
        }
        if (state == State.ABANDONED) {
            return false;
        }
        answer = bytes;
        if (!response.isProvisional()) {
            state = State.ANSWERED;
            if (patience != null) {
                transactions.timers().cancel(patience);
            }
        }
        return true;
    }

    /** Sends the answer again, if there is one. */
    void onRetransmission() {
        byte[] bytes;
        synchronized (this) {
            bytes = answer;
        }
        if (bytes != null) {
            transactions.answers().send(bytes, via, flow);
        }
    }

    /** Keeps the answer in the table until a time. */
    synchronized void keepIn(TransactionTable table, long until, Timers timers) {
        table.keep(keys, answer, transactions.answers().datagramFlow(via, flow), until, timers);
    }

    /** Whether it still waits for its final answer. */
    synchronized boolean isOpen() {
        return state == State.OPEN;
    }

    /** Abandons the transaction if it is not answered in the time in which the client waits. */
    synchronized void limitPatience(Timers timers, long delay, Runnable onAbandoned) {
        if (state == State.OPEN) {
            patience = timers.schedule(delay, () -> {
                if (abandon()) {
                    onAbandoned.run();
                }
            });
        }
    }

    private synchronized boolean abandon() {
        boolean wasOpen = state == State.OPEN;
        state = wasOpen ? State.ABANDONED : state;
        return wasOpen;
    }
}
