package io.qsa.presence.b2b.internal.sip;

import java.util.Optional;

import io.qsa.base.text.LogText;
import io.qsa.event.BadBodyException;
import io.qsa.event.Reading;
import io.qsa.presence.b2b.internal.machine.RefusedNotify;
import io.qsa.presence.b2b.internal.machine.SubscriptionState;
import io.qsa.presence.b2b.internal.metrics.B2bTolerance;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.RequestHandler;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

/** Handles the NOTIFYs of all legs. Safe for any thread. */
final class NotifyHandler implements RequestHandler {
    private final SipSide side;

    NotifyHandler(SipSide side) {
        this.side = side;
    }

    @Override
    public boolean handle(IncomingRequest incoming) {
        SipRequest request = incoming.request();
        Optional<SipLeg> leg = side.legOf(request);
        NotifyVerdict verdict;
        if (leg.isPresent()) {
            verdict = handleBy(leg.get(), incoming);
            side.gate().serve();
        } else {
            verdict = NotifyHeaders.areBroken(request) ? NotifyVerdict.MALFORMED : NotifyVerdict.UNMATCHED;
            settle(incoming, verdict, leg);
        }
        return verdict != NotifyVerdict.UNMATCHED;
    }

    private NotifyVerdict handleBy(SipLeg leg, IncomingRequest incoming) {
        SipLeg branch;
        synchronized (leg) {
            NotifyVerdict verdict = handle(incoming, leg);
            if (verdict != NotifyVerdict.FORK) {
                return verdict;
            }
            branch = Forks.fork(leg, incoming.request());
        }
        return handleBy(branch, incoming);
    }

    private void settle(IncomingRequest incoming, NotifyVerdict verdict, Optional<SipLeg> leg) {
        side.counters().count(verdict.counter());
        if (verdict != NotifyVerdict.UNMATCHED) {
            incoming.respond(answer(incoming.request(), verdict, leg));
        }
    }

    /**
     * Answers before the application is notified, because a request that the application causes must not overtake the
     * answer.
     */
    private NotifyVerdict handle(IncomingRequest incoming, SipLeg leg) {
        SipRequest request = incoming.request();
        if (NotifyHeaders.areBroken(request)) {
            settle(incoming, NotifyVerdict.MALFORMED, Optional.of(leg));
            if (isNextOf(leg, incoming)) {
                refuse(incoming, leg, NotifyVerdict.MALFORMED, NotifyHeaders.singleSubscriptionState(request));
            }
            return NotifyVerdict.MALFORMED;
        }
        Optional<SubscriptionState> state = NotifyHeaders.subscriptionState(request);
        Subject subject = leg.subject();
        NotifyVerdict verdict = judge(incoming, leg, subject, state);
        if (verdict == NotifyVerdict.FORK) {
            return verdict;
        }
        if (verdict != NotifyVerdict.ACCEPTED) {
            settle(incoming, verdict, Optional.of(leg));
            if (verdict == NotifyVerdict.MALFORMED || verdict == NotifyVerdict.UNKNOWN_EXTENSION) {
                refuse(incoming, leg, verdict, state);
            }
            return verdict;
        }
        return takeBody(incoming, leg, subject, state.get());
    }

    /** The ladder, in a fixed order, up to the body; a NOTIFY that does not reach its end leaves the dialog as it was. */
    private NotifyVerdict judge(
            IncomingRequest incoming, SipLeg leg, Subject subject, Optional<SubscriptionState> state) {
        SipRequest request = incoming.request();
        if (leg.dialog() == null || !leg.dialog().isAddressedBy(request)) {
            return NotifyVerdict.UNMATCHED;
        }
        String event = NotifyHeaders.event(request);
        if (!side.packages().knowsEvent(event)) {
            return NotifyVerdict.UNKNOWN_EVENT;
        }
        if (!subject.isOfEvent(event, NotifyHeaders.eventId(request))) {
            return NotifyVerdict.UNMATCHED;
        }
        if (leg.dialog().isFork(request)) {
            return Forks.mayFork(leg) ? NotifyVerdict.FORK : NotifyVerdict.UNMATCHED;
        }
        if (isFromElsewhere(leg, incoming)) {
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
        boolean isComplete = state.isPresent()
                && leg.dialog().isReachableAfter(request)
                && leg.dialog().isTolerable(request, side.tolerances());
        return isComplete ? NotifyVerdict.ACCEPTED : NotifyVerdict.MALFORMED;
    }

    private boolean isFromElsewhere(SipLeg leg, IncomingRequest incoming) {
        return side.settings().peer().isCheckingSource() && leg.dialog().isFromElsewhere(incoming);
    }

    /** Whether a NOTIFY with broken headers is, all the same, the next one of the dialog of a leg. */
    private boolean isNextOf(SipLeg leg, IncomingRequest incoming) {
        SipRequest request = incoming.request();
        LegDialog dialog = leg.dialog();
        return dialog != null
                && dialog.isAddressedBy(request)
                && Contacts.isNamed(request.from())
                && !dialog.isFork(request)
                && !isFromElsewhere(leg, incoming)
                && !dialog.isRepeated(request)
                && !dialog.isOutOfOrder(request);
    }

    /** The rest of the ladder; a body that is not delivered is not read. */
    private NotifyVerdict takeBody(IncomingRequest incoming, SipLeg leg, Subject subject, SubscriptionState state) {
        SipRequest request = incoming.request();
        int most = side.settings().peer().maxBodySize();
        if (request.bodyLength() > most) {
            return takeWithout(incoming, leg, state, NotifyVerdict.TOO_LARGE, WhyRefused.tooLarge(request, most));
        }
        boolean hasDocument = request.hasBody() && leg.isDelivering();
        if (hasDocument && !subject.accepts(request)) {
            return takeWithout(incoming, leg, state, NotifyVerdict.WRONG_TYPE, WhyRefused.type(request));
        }
        Optional<Reading> reading;
        try {
            reading = hasDocument ? Optional.of(leg.dialog().read(request, subject)) : Optional.empty();
        } catch (BadBodyException unreadable) {
            return takeWithout(incoming, leg, state, NotifyVerdict.BAD_BODY, "document: " + unreadable.getMessage());
        }
        if (isTooOdd(reading)) {
            return takeWithout(
                    incoming, leg, state, NotifyVerdict.BAD_BODY, "document: breaks rules, and strict is set");
        }
        settle(incoming, NotifyVerdict.ACCEPTED, Optional.of(leg));
        leg.take(incoming, state, reading);
        return NotifyVerdict.ACCEPTED;
    }

    private boolean isTooOdd(Optional<Reading> reading) {
        return reading.filter(read -> read.oddities() > 0).isPresent()
                && !side.tolerances().takes(B2bTolerance.ODD_DOCUMENTS);
    }

    /** Refuses a document, and applies the header fields. */
    private NotifyVerdict takeWithout(
            IncomingRequest incoming, SipLeg leg, SubscriptionState state, NotifyVerdict verdict, String why) {
        settle(incoming, verdict, Optional.of(leg));
        leg.takeUnreadable(incoming, state, noted(incoming, leg, verdict, why));
        return verdict;
    }

    private void refuse(
            IncomingRequest incoming, SipLeg leg, NotifyVerdict verdict, Optional<SubscriptionState> state) {
        SipRequest request = incoming.request();
        String why = verdict == NotifyVerdict.UNKNOWN_EXTENSION
                ? WhyRefused.extensions(leg.subject().unsupported(request))
                : WhyRefused.headers(request);
        leg.refuse(noted(incoming, leg, verdict, why), state.filter(SubscriptionState::isTerminated));
    }

    private RefusedNotify noted(IncomingRequest incoming, SipLeg leg, NotifyVerdict verdict, String why) {
        RefusedNotify refusal = new RefusedNotify(
                verdict.code(),
                LogText.of(why, RefusedNotify.MAX_WHY),
                side.timers().now());
        side.refusalLog().note(incoming.source().getAddress(), refusal, leg.lastRefusal());
        return refusal;
    }

    private SipResponse answer(SipRequest request, NotifyVerdict verdict, Optional<SipLeg> leg) {
        SipResponse answer = SipResponse.to(request, verdict.code());
        return switch (verdict) {
            case ACCEPTED, REPEATED -> answer.withRecordRouteOf(request);
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
