package io.qsa.sip.core;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.qsa.sip.SipResponse;
import io.qsa.sip.Via;

/** The client transactions that are alive, by branch and method (RFC 3261 section 17.1.3). Safe for any thread. */
final class ClientTransactions {
    private final Map<String, ClientTransaction> byKey = new ConcurrentHashMap<>();
    private volatile boolean closed;

    static String key(String branch, String method) {
        return branch + ' ' + method;
    }

    void start(String key, ClientTransaction transaction) {
        byKey.put(key, transaction);
        transaction.start();
        if (closed) {
            transaction.onTransportError();
        }
    }

    void remove(String key) {
        byKey.remove(key);
    }

    /** @return whether the response belongs to a transaction */
    boolean onResponse(SipResponse response) {
        String branch = response.header("Via").map(Via::parse).map(Via::branch).orElse("");
        ClientTransaction transaction = byKey.get(key(branch, response.cseqMethod()));
        if (transaction == null || response.elements("Via").size() > 1) {
            return false;
        }
        transaction.onResponse(response);
        return true;
    }

    int size() {
        return byKey.size();
    }

    /** Ends what is pending as if the transport had failed. */
    void close() {
        closed = true;
        List.copyOf(byKey.values()).forEach(ClientTransaction::onTransportError);
    }
}
