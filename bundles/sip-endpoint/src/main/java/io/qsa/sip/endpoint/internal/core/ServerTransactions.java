package io.qsa.sip.endpoint.internal.core;

import java.util.Set;

import io.qsa.base.timer.Timers;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.Via;
import io.qsa.sip.endpoint.internal.transport.Flow;

/** The live server transactions by their keys (RFC 3261 section 17.2.3). Safe for any thread. */
final class ServerTransactions {
    /** The prefix of a branch; a branch that has nothing after it identifies no transaction. */
    private static final String COOKIE = "z9hG4bK";

    private final TransactionTable table = new TransactionTable();
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
        return table.size();
    }

    /** Whether a request with this top Via and one of these methods waits for its answer, or has one that is kept. */
    boolean isKnown(Via via, Set<String> methods) {
        if (!isUnique(via)) {
            return false;
        }
        return methods.stream()
                .map(method -> key(via, method))
                .anyMatch(key ->
                        table.isOpen(key) || table.kept(key, core.timers().now()) != null);
    }

    private static boolean isUnique(Via via) {
        return via.branch().startsWith(COOKIE) && via.branch().length() > COOKIE.length();
    }

    private static String key(Via via, String method) {
        return via.branch() + ' ' + via.host() + ':' + via.port().orElse(0) + ' ' + method;
    }

    /**
     * The key of a request: that of its top Via, or for a client older than RFC 3261 all fields that distinguish it.
     */
    static String key(SipRequest request, Via via) {
        String branch = via.branch();
        int port = via.port().orElse(0);
        return isUnique(via)
                ? key(via, request.method())
                : String.join(
                        " ",
                        request.callId(),
                        request.header("CSeq").orElse(""),
                        request.from().tag().orElse(""),
                        request.requestUri(),
                        via.host() + ':' + port,
                        branch);
    }

    /** The key of a request outside of a dialog that is the same on every path. */
    private static String mergeKey(SipRequest request) {
        return String.join(
                " ",
                "merged",
                request.callId(),
                request.header("CSeq").orElse(""),
                request.from().tag().orElse(""));
    }

    /** Starts a transaction for a new request. For a repeated or merged one it answers as needed, and returns null. */
    ServerTransaction begin(SipRequest request, Via via, Flow flow) {
        String key = key(request, via);
        String[] keys = request.to().tag().isPresent() ? new String[] {key} : new String[] {key, mergeKey(request)};
        ServerTransaction created = new ServerTransaction(this, keys, request, via, flow);
        if (isRepeated(created, key)) {
            core.counters().count(Count.RETRANSMISSIONS_RECEIVED);
            return null;
        }
        if (keys.length > 1 && isMerged(created, keys[1])) {
            // The same request on another path: the proxy that forked it gets the answer to the first one.
            core.counters().count(Count.MERGED_REQUESTS);
            forget(created);
            answers.send(SipResponse.to(request, 482), via, flow);
            return null;
        }
        return created;
    }

    private boolean isRepeated(ServerTransaction created, String key) {
        ServerTransaction waiting = table.putIfAbsent(key, created);
        if (waiting != null) {
            waiting.onRetransmission();
            return true;
        }
        KeptAnswer kept = table.kept(key, core.timers().now());
        if (kept != null) {
            table.remove(key, created);
            kept.sendAgain(answers);
        }
        return kept != null;
    }

    private boolean isMerged(ServerTransaction created, String mergeKey) {
        return table.putIfAbsent(mergeKey, created) != null
                || table.kept(mergeKey, core.timers().now()) != null;
    }

    Timers timers() {
        return core.timers();
    }

    /** A handler has accepted the request and may answer later. */
    void taken(ServerTransaction transaction) {
        transaction.limitPatience(core.timers(), core.timerValues().timeout(), () -> {
            forget(transaction);
            core.counters().count(Count.UNANSWERED_REQUESTS);
        });
    }

    /** Forgets the transaction of a request that does not need one, or no longer. */
    void forget(ServerTransaction transaction) {
        for (String key : transaction.keys()) {
            table.remove(key, transaction);
        }
    }

    /** Keeps the answer for retransmissions: Timer J. */
    void answered(ServerTransaction transaction) {
        if (!transaction.isReliable()) {
            long until = core.timers().now() + core.timerValues().timeout();
            transaction.keepIn(table, until, core.timers());
        }
        forget(transaction);
    }
}
