package io.qsa.sip.endpoint.internal.core;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import io.qsa.sip.SipResponse;
import io.qsa.sip.endpoint.internal.transport.Flow;

/**
 * The client transactions that wait for their final response, by branch, which is unique (RFC 3261 section 17.1.3). Safe for
 * any thread.
 */
final class ClientTransactions {
    private final Map<String, Entry> byBranch = new ConcurrentHashMap<>();
    private final AnsweredRequests answered = new AnsweredRequests();
    private final LongSupplier clock;
    private volatile boolean closed;

    /** @param clock milliseconds of a monotonic clock */
    ClientTransactions(LongSupplier clock) {
        this.clock = clock;
    }

    void start(String branch, String method, Flow flow, ClientTransaction transaction) {
        byBranch.put(branch, new Entry(method, flow, transaction));
        transaction.start();
        if (closed) {
            transaction.onTransportError();
        }
    }

    void remove(String branch) {
        byBranch.remove(branch);
    }

    /** Ignores further responses to a request that has its final response, for this time. */
    void linger(String branch, long millis) {
        long now = clock.getAsLong();
        answered.add(branch, now + millis, now);
        byBranch.remove(branch);
    }

    /** @return whether the response belongs to a transaction */
    boolean onResponse(SipResponse response) {
        String branch = response.via().branch();
        Entry entry = byBranch.get(branch);
        if (response.hasSeveralElements("Via")) {
            return false;
        }
        if (entry == null) {
            return answered.contains(branch, clock.getAsLong());
        }
        boolean isOurs = entry.method.equals(response.cseqMethod());
        if (isOurs) {
            entry.transaction.onResponse(response);
        }
        return isOurs;
    }

    /** A connection was closed: fails the transactions that wait for a response on it. */
    void onConnectionLost(Flow flow) {
        for (Entry entry : byBranch.values()) {
            if (entry.flow.equals(flow)) {
                entry.transaction.onConnectionLost();
            }
        }
    }

    int size() {
        return byBranch.size();
    }

    /** Ends all pending transactions as after a transport error. */
    void close() {
        closed = true;
        List.copyOf(byBranch.values()).forEach(entry -> entry.transaction.onTransportError());
    }

    /** Immutable. */
    private static final class Entry {
        private final String method;
        private final Flow flow;
        private final ClientTransaction transaction;

        Entry(String method, Flow flow, ClientTransaction transaction) {
            this.method = method;
            this.flow = flow;
            this.transaction = transaction;
        }
    }
}
