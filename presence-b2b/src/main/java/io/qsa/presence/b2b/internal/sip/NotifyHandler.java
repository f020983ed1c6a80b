package io.qsa.presence.b2b.internal.sip;

import java.util.Optional;

import io.qsa.event.BadBodyException;
import io.qsa.event.Reading;
import io.qsa.presence.b2b.internal.machine.SubscriptionState;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.RequestHandler;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

/** Takes the NOTIFYs of all legs. Safe for any thread. */
final class NotifyHandler implements RequestHandler {
    private final SipSide side;

    NotifyHandler(SipSide side) {
        this.side = side;
    }

    @Override
    public boolean handle(IncomingRequest incoming) {
        SipRequest request = incoming.request();
        Optional<SipLeg> leg = side.legOfCall(request.callId());
        NotifyVerdict verdict = judge(incoming, leg);
        if (verdict == NotifyVerdict.ACCEPTED) {
            side.gate().serve();
        } else {
            settle(incoming, verdict, leg);
        }
        return verdict != NotifyVerdict.UNMATCHED;
    }

    private void settle(IncomingRequest incoming, NotifyVerdict verdict, Optional<SipLeg> leg) {
        side.counters().count(verdict.counter());
        if (verdict != NotifyVerdict.UNMATCHED) {
            incoming.respond(answer(incoming.request(), verdict, leg));
        }
    }

    private NotifyVerdict judge(IncomingRequest incoming, Optional<SipLeg> leg) {
        SipRequest request = incoming.request();
        if (NotifyHeaders.areBroken(request)) {
            return NotifyVerdict.MALFORMED;
        }
        if (leg.isEmpty()) {
            return NotifyVerdict.UNMATCHED;
        }
        synchronized (leg.get()) {
            return judge(incoming, leg.get());
        }
    }

    /** The checks, in a fixed order. A NOTIFY that fails one changes nothing; one that passes all is answered and taken. */
    private NotifyVerdict judge(IncomingRequest incoming, SipLeg leg) {
        SipRequest request = incoming.request();
        Subject subject = leg.subject();
        PeerRules peer = side.settings().peer();
        if (leg.dialog() == null || !leg.dialog().isAddressedBy(request)) {
            return NotifyVerdict.UNMATCHED;
        }
        String event = NotifyHeaders.event(request);
        if (!side.packages().knowsEvent(event)) {
            return NotifyVerdict.UNKNOWN_EVENT;
        }
        if (!subject.isOfEvent(event, NotifyHeaders.eventId(request))
                || leg.dialog().isFork(request)) {
            return NotifyVerdict.UNMATCHED;
        }
        if (peer.isCheckingSource() && leg.dialog().isFromElsewhere(incoming)) {
            return NotifyVerdict.FROM_ELSEWHERE;
        }
        if (leg.dialog().isRepeated(request)) {
            return NotifyVerdict.REPEATED;
        }
        if (leg.dialog().isOutOfOrder(request)) {
            return NotifyVerdict.OUT_OF_ORDER;
        }
        if (!subject.unsupported(request).isEmpty()) {
            return NotifyVerdict.UNKNOWN_EXTENSION;
        }
        Optional<SubscriptionState> state = NotifyHeaders.subscriptionState(request);
        if (state.isEmpty() || !leg.dialog().isReachableAfter(request)) {
            return NotifyVerdict.MALFORMED;
        }
        if (request.bodyLength() > peer.maxBodySize()) {
            return NotifyVerdict.TOO_LARGE;
        }
        // A document that would not be delivered is not read.
        boolean hasDocument = request.hasBody() && leg.isDelivering();
        if (hasDocument && !subject.accepts(request)) {
            return NotifyVerdict.WRONG_TYPE;
        }
        try {
            Optional<Reading> reading =
                    hasDocument ? Optional.of(leg.dialog().read(request, subject)) : Optional.empty();
            // Before it is delivered, because a request that follows from it must not overtake the answer.
            settle(incoming, NotifyVerdict.ACCEPTED, Optional.of(leg));
            leg.take(incoming, state.get(), reading);
            return NotifyVerdict.ACCEPTED;
        } catch (BadBodyException unreadable) {
            return NotifyVerdict.BAD_BODY;
        }
    }

    private SipResponse answer(SipRequest request, NotifyVerdict verdict, Optional<SipLeg> leg) {
        SipResponse answer = SipResponse.to(request, verdict.code());
        return switch (verdict) {
            case UNKNOWN_EVENT ->
                answer.with("Allow-Events", String.join(", ", side.packages().events()));
            case UNKNOWN_EXTENSION ->
                answer.with(
                        "Unsupported",
                        String.join(", ", leg.orElseThrow().subject().unsupported(request)));
            case WRONG_TYPE -> answer.with("Accept", leg.orElseThrow().subject().acceptHeader());
            default -> answer;
        };
    }
}
