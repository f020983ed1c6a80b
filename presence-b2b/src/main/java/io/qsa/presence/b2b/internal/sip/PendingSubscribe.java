package io.qsa.presence.b2b.internal.sip;

import java.time.Duration;
import java.util.Optional;

import io.qsa.sip.ResponseListener;
import io.qsa.sip.SipDialog;
import io.qsa.sip.SipEndpoint;
import io.qsa.sip.SipResponse;

/** One SUBSCRIBE of a leg that waits for its answer. Guarded by the monitor of its leg. */
final class PendingSubscribe implements ResponseListener {
    private final LegTraffic leg;
    private final SipDialog asked;
    private final boolean initial;
    private final Optional<SipEndpoint> endpoint;
    private boolean overtaken;

    /**
     * @param asked the dialog as it was when the SUBSCRIBE was sent
     * @param initial whether it is the initial one
     */
    PendingSubscribe(LegTraffic leg, SipDialog asked, boolean initial, Optional<SipEndpoint> endpoint) {
        this.leg = leg;
        this.asked = asked;
        this.initial = initial;
        this.endpoint = endpoint;
    }

    @Override
    public void onResponse(SipResponse response) {
        leg.answered(this, response);
    }

    @Override
    public Duration patience() {
        return leg.patience();
    }

    boolean isInitial() {
        return initial;
    }

    boolean isBy(Optional<SipEndpoint> other) {
        return endpoint.equals(other);
    }

    boolean isOf(LegDialog dialog) {
        return dialog.isOfCall(asked.callId());
    }

    /** A NOTIFY arrived or a later SUBSCRIBE was sent meanwhile, so that a late 2xx has no new information. */
    void overtake() {
        overtaken = true;
    }

    /** The subscription at the peer that a late answer reveals, and that must be ended. */
    Optional<SipDialog> orphan(SipResponse response) {
        boolean news = response.isSuccess() && !overtaken && Contacts.isNamed(response.to());
        if (!news) {
            return Optional.empty();
        }
        SipDialog numbered = LegDialog.numberedBy(response, asked);
        if (numbered.isEstablished()) {
            return Optional.of(numbered);
        }
        return Contacts.canEstablish(response) ? Optional.of(numbered.establishedBy(response)) : Optional.empty();
    }
}
