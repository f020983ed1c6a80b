package io.qsa.sip.endpoint.internal.core;

import java.util.Optional;

import io.qsa.sip.MalformedMessageException;
import io.qsa.sip.RequestHandler;
import io.qsa.sip.SalvagedRequest;
import io.qsa.sip.SalvagedResponse;
import io.qsa.sip.SipMessage;
import io.qsa.sip.SipParser;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.Via;
import io.qsa.sip.endpoint.internal.transport.Flow;
import io.qsa.sip.endpoint.internal.transport.Receiver;

/** Gives each message from the network to its transaction or its handler, or refuses it. Safe for any thread. */
final class Dispatcher implements Receiver {
    /** The Retry-After for a request whose handler is not registered yet. */
    private static final String RETRY_SECONDS = "2";

    private final Core core;
    private final Handlers handlers;
    private final AnswerSender answers;
    private final ServerTransactions transactions;
    private final PeerFaults faults;
    private final RequestChecks checks;

    Dispatcher(Core core, Handlers handlers) {
        this.core = core;
        this.handlers = handlers;
        this.checks = new RequestChecks(core);
        this.faults = core.faults();
        this.transactions = core.serverTransactions();
        this.answers = transactions.answers();
    }

    @Override
    public void onMessage(byte[] bytes, Flow flow) {
        if (bytes.length > core.maxMessageSize()) {
            refuseTooLarge(bytes, flow);
            return;
        }
        SipMessage message;
        try {
            message = SipParser.parse(bytes, oddity -> faults.takes(oddity, flow));
        } catch (MalformedMessageException e) {
            refuseMalformed(bytes, flow, e.code(), e.getMessage());
            return;
        }
        if (message instanceof SipRequest) {
            onRequest((SipRequest) message, flow);
        } else {
            onResponse((SipResponse) message);
        }
    }

    @Override
    public void onBrokenStream(byte[] head, Flow flow, int code) {
        if (code == 513) {
            refuseTooLarge(head, flow);
        } else {
            refuseMalformed(head, flow, code, "no length of the message");
        }
        core.carrier().disconnect(flow);
    }

    @Override
    public void onConnectionEnded(Flow flow) {
        // Not on the thread that closes the connection, which may hold a lock that a new connection needs.
        core.timers().schedule(0, () -> core.clientTransactions().onConnectionLost(flow));
    }

    private void refuseTooLarge(byte[] bytes, Flow flow) {
        core.counters().count(Count.TOO_LARGE);
        faults.tooLarge(flow, core.maxMessageSize());
        SalvagedRequest.from(bytes).ifPresent(request -> answerSalvaged(request, flow, 513));
        SalvagedResponse.from(bytes).ifPresent(this::onResponse);
    }

    private void refuseMalformed(byte[] bytes, Flow flow, int code, String reason) {
        Optional<SipResponse> response = SalvagedResponse.from(bytes);
        if (response.isPresent() && faults.takesResponse(flow, reason)) {
            onResponse(response.get());
            return;
        }
        Optional<SipRequest> salvaged = SalvagedRequest.from(bytes);
        core.counters().count(salvaged.isPresent() ? Count.MALFORMED_ANSWERED : Count.MALFORMED_DROPPED);
        faults.refused(flow, reason);
        salvaged.ifPresent(request -> answerSalvaged(request, flow, code));
    }

    private void answerSalvaged(SipRequest request, Flow flow, int code) {
        Via via = Via.parse(request.header("Via").orElseThrow());
        answer(marked(request, via, flow), via, flow, code);
    }

    private void onResponse(SipResponse response) {
        core.counters().count(Count.RESPONSES_RECEIVED);
        if (!core.clientTransactions().onResponse(response)) {
            core.counters().count(Count.STRAY_RESPONSES);
        }
    }

    private void onRequest(SipRequest received, Flow flow) {
        core.counters().count(Count.REQUESTS_RECEIVED);
        Via via = received.via();
        SipRequest request = marked(received, via, flow);
        switch (request.method()) {
            case "ACK" -> core.counters().count(Count.UNHANDLED_REQUESTS);
            case "CANCEL" -> cancel(request, via, flow);
            case "OPTIONS" -> tellCapabilities(request, via, flow);
            default -> admit(request, via, flow);
        }
    }

    /** RFC 3261 section 9.2: no request here can be cancelled, but the answer shows whether the request is known. */
    private void cancel(SipRequest request, Via via, Flow flow) {
        if (transactions.isKnown(via, handlers.methods())) {
            answer(request, via, flow, 200);
        } else {
            refuseUnhandled(request, via, flow, 481);
        }
    }

    /** RFC 3261 section 11.2: an OPTIONS is checked like any other request. */
    private void tellCapabilities(SipRequest request, Via via, Flow flow) {
        SipResponse answer = checks.refusal(request, flow).orElseGet(() -> capabilities(SipResponse.to(request, 200)));
        answers.send(answer, via, flow);
    }

    /** RFC 3261 section 18.2.1: the request as it is from here on, with the true address of its sender. */
    private static SipRequest marked(SipRequest request, Via via, Flow flow) {
        String field = request.header("Via").orElseThrow();
        String marked = via.fieldReceivedFrom(flow.peerAddress(), flow.peer().getPort());
        return marked.equals(field) ? request : request.withFirstReplaced("Via", marked);
    }

    private void admit(SipRequest request, Via via, Flow flow) {
        Optional<SipResponse> refusal = checks.refusal(request, flow);
        if (refusal.isPresent()) {
            answers.send(refusal.get(), via, flow);
            return;
        }
        ServerTransaction transaction = transactions.begin(request, via, flow);
        if (transaction != null && !offer(transaction)) {
            transactions.forget(transaction);
            refuseUnclaimed(request, via, flow);
        }
    }

    /** @return whether a handler has accepted the request */
    private boolean offer(ServerTransaction transaction) {
        for (RequestHandler handler : handlers.of(transaction.request().method())) {
            try {
                if (handler.handle(transaction)) {
                    transactions.taken(transaction);
                    return true;
                }
            } catch (RuntimeException | Error e) {
                core.handlerFailed("A handler of " + transaction.request().method() + " requests failed", e);
                refuseAfterFailure(transaction);
                return true;
            }
        }
        return !transaction.isOpen();
    }

    /** Answers with 500; if that fails too, the transaction is forgotten. */
    private void refuseAfterFailure(ServerTransaction transaction) {
        try {
            if (transaction.isOpen()) {
                transaction.respond(500);
            }
        } catch (RuntimeException e) {
            core.handlerFailed("A request could not be answered", e);
            transactions.forget(transaction);
        }
    }

    private void refuseUnclaimed(SipRequest request, Via via, Flow flow) {
        if (request.method().equals("NOTIFY")) {
            core.counters().count(Count.UNCLAIMED_NOTIFIES);
            answer(request, via, flow, 481);
        } else if (handlers.mayCome(request.method())) {
            core.counters().count(Count.UNHANDLED_REQUESTS);
            answers.send(SipResponse.to(request, 503).with("Retry-After", RETRY_SECONDS), via, flow);
        } else if (handlers.of(request.method()).isEmpty()) {
            refuseUnhandled(request, via, flow, 405);
        } else {
            refuseUnhandled(request, via, flow, request.header("Event").isPresent() ? 489 : 404);
        }
    }

    private void refuseUnhandled(SipRequest request, Via via, Flow flow, int code) {
        core.counters().count(Count.UNHANDLED_REQUESTS);
        SipResponse response = SipResponse.to(request, code);
        answers.send(code == 405 || code == 489 ? capabilities(response) : response, via, flow);
    }

    private SipResponse capabilities(SipResponse response) {
        SipResponse complete = response.with("Allow", handlers.allow());
        String events = handlers.allowEvents();
        complete = events.isEmpty() ? complete : complete.with("Allow-Events", events);
        return response.isSuccess()
                ? complete.with("Accept", handlers.accepted()).with("Supported", handlers.supported())
                : complete;
    }

    private void answer(SipRequest request, Via via, Flow flow, int code) {
        answers.send(SipResponse.to(request, code), via, flow);
    }
}
