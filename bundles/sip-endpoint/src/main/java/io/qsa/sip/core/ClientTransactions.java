package io.qsa.sip.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.qsa.sip.SipResponse;
import io.qsa.sip.transport.Flow;
import io.qsa.spi.timer.Timers;

/** The client transactions that are alive, by branch and method (RFC 3261 section 17.1.3). Safe for any thread. */
final class ClientTransactions {
    private final Map<String, Entry> byKey = new ConcurrentHashMap<>();
    private volatile boolean closed;

    static String key(String branch, String method) {
        return branch + ' ' + method;
    }

    void start(String key, Flow flow, ClientTransaction transaction) {
        byKey.put(key, new Entry(flow, transaction));
        transaction.start();
        if (closed) {
            transaction.onTransportError();
        }
    }

    void remove(String key) {
        byKey.remove(key);
    }

    /** Swallows what still comes for a transaction that has its final response; all that is kept of it is its key. */
    void linger(String key, Timers timers, long millis) {
        byKey.put(key, Entry.ANSWERED);
        timers.schedule(millis, () -> remove(key));
    }

    /** @return whether the response belongs to a transaction */
    boolean onResponse(SipResponse response) {
        String branch = response.via().branch();
        Entry entry = byKey.get(key(branch, response.cseqMethod()));
        if (entry == null || response.elements("Via").size() > 1) {
            return false;
        }
        if (entry != Entry.ANSWERED) {
            entry.transaction.onResponse(response);
        }
        return true;
    }

    /** The connection that transactions wait for an answer on has ended. */
    void onConnectionLost(Flow flow) {
        for (Entry entry : byKey.values()) {
            if (entry != Entry.ANSWERED && entry.flow.equals(flow)) {
                entry.transaction.onConnectionLost();
            }
        }
    }

    int size() {
        return byKey.size();
    }

    /** Ends what is pending as if the transport had failed. */
    void close() {
        closed = true;
        List<Entry> left = new ArrayList<>(byKey.values());
        left.removeIf(entry -> entry == Entry.ANSWERED);
        left.forEach(entry -> entry.transaction.onTransportError());
    }

    private static final class Entry {
        /** Stands for all that have their final response. */
        private static final Entry ANSWERED = new Entry(null, null);

        private final Flow flow;
        private final ClientTransaction transaction;

        Entry(Flow flow, ClientTransaction transaction) {
            this.flow = flow;
            this.transaction = transaction;
        }
    }
}
