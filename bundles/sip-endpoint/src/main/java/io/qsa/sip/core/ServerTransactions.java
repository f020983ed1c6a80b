package io.qsa.sip.core;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.qsa.sip.SipRequest;
import io.qsa.sip.Via;
import io.qsa.sip.transport.Flow;

/** The server transactions that are alive, by what names them (RFC 3261 section 17.2.3). Safe for any thread. */
final class ServerTransactions {
    /** Beyond this number answers are not kept: a retransmission then is a new request to its handler. */
    private static final int MAX_KEPT = 500_000;

    private final Map<String, Repeatable> byKey = new ConcurrentHashMap<>();
    private final Core core;
    private final AnswerSender answers;

    ServerTransactions(Core core, AnswerSender answers) {
        this.core = core;
        this.answers = answers;
    }

    AnswerSender answers() {
        return answers;
    }

    int size() {
        return byKey.size();
    }

    /** The key of a request: what its top Via says, or for a client older than RFC 3261 all that tells it from others. */
    static String key(SipRequest request, Via via) {
        String sentBy = via.host() + ':' + via.port().orElse(0);
        String branch = via.branch();
        return branch.startsWith("z9hG4bK")
                ? branch + ' ' + sentBy + ' ' + request.method()
                : String.join(
                        " ",
                        request.callId(),
                        request.header("CSeq").orElse(""),
                        request.from().tag().orElse(""),
                        request.requestUri(),
                        sentBy,
                        branch);
    }

    /** The transaction of a request that is new; null for one that came before, which has then been taken care of. */
    ServerTransaction begin(SipRequest request, Via via, Flow flow) {
        String key = key(request, via);
        ServerTransaction created = new ServerTransaction(this, key, request, via, flow);
        Repeatable present = byKey.putIfAbsent(key, created);
        if (present != null) {
            core.counters().add(Count.RETRANSMISSIONS_RECEIVED);
            present.onRetransmission();
            return null;
        }
        return created;
    }

    /** A handler has taken the request and may answer later. */
    void taken(ServerTransaction transaction) {
        transaction.limitPatience(core.timers(), core.timerValues().timeout(), () -> {
            byKey.remove(transaction.key());
            core.counters().add(Count.UNANSWERED_REQUESTS);
        });
    }

    /** Forgets a request that the endpoint answers without a transaction. */
    void forget(ServerTransaction transaction) {
        byKey.remove(transaction.key());
    }

    /** Keeps the answer for retransmissions: Timer J. */
    void answered(ServerTransaction transaction) {
        if (transaction.isReliable() || byKey.size() > MAX_KEPT) {
            byKey.remove(transaction.key());
        } else {
            String key = transaction.key();
            byKey.put(key, transaction.kept());
            core.timers().schedule(core.timerValues().timeout(), () -> byKey.remove(key));
        }
    }
}
