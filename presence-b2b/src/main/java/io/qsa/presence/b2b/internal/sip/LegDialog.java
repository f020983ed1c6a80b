package io.qsa.presence.b2b.internal.sip;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.qsa.base.tolerance.Tolerances;
import io.qsa.event.BadBodyException;
import io.qsa.event.DocumentReader;
import io.qsa.event.Reading;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.SipDialog;
import io.qsa.sip.SipMessage;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

/**
 * The dialog of a leg from its first SUBSCRIBE on. Guarded by the monitor of its leg.
 *
 * <p>The first NOTIFY makes the dialog (RFC 6665 section 4.4.1). An earlier 2xx only has the target of an unsubscribe.
 */
final class LegDialog {
    /** Above this CSeq number a dialog is not refreshed, so that numbers are left for its end and for challenges. */
    private static final long LAST_CSEQ = SipDialog.MAX_CSEQ - 100;

    private static final int NO_NOTIFY = -1;

    /** A longer entity tag is not kept. */
    private static final int MAX_ENTITY_TAG = 128;

    private static final String UNREADABLE = "";

    private final SipLeg leg;
    /** The hash of the Call-ID, which never changes, so that the dialog is found without a lock. */
    private final int hash;
    /** Everything but the CSeq number of the last NOTIFY, because otherwise each NOTIFY would make a new object. */
    private SipDialog dialog;

    private int remoteCseq = NO_NOTIFY;
    /** The address of the first NOTIFY, see {@link #sourceOf}. */
    private int source;
    /**
     * The name that the peer has given to its state; null if it has none, or if it is not to be used; empty if the
     * document of the last NOTIFY was refused.
     */
    private String entityTag;
    /** Null until the first document. */
    private DocumentReader reader;

    LegDialog(SipLeg leg, String localUri, String remoteUri, List<String> presetRoute) {
        this.leg = leg;
        dialog = SipDialog.asking(localUri, remoteUri, presetRoute);
        hash = dialog.callId().hashCode();
    }

    /** The dialog with another notifier, which a SUBSCRIBE has reached that was forked; its NOTIFY makes it. */
    LegDialog(SipLeg leg, LegDialog forked) {
        this.leg = leg;
        dialog = forked.dialog.forked();
        hash = forked.hash;
    }

    SipLeg leg() {
        return leg;
    }

    /** The present dialog, without the CSeq number of the last NOTIFY. */
    SipDialog state() {
        return dialog;
    }

    /** The present dialog, complete. */
    SipDialog snapshot() {
        return dialog.withRemoteCseq(remoteCseq);
    }

    /** The hash of its Call-ID. */
    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    boolean isOfCall(String callId) {
        return hash == callId.hashCode() && dialog.isOfCall(callId);
    }

    /** Advances to the next CSeq number, and returns the dialog. */
    SipDialog advance() {
        dialog = dialog.advanced();
        return dialog;
    }

    boolean hasNumbersLeft() {
        return dialog.localCseq() < LAST_CSEQ;
    }

    void redirectTo(String uri) {
        dialog = dialog.withRemoteTarget(uri);
    }

    /** Applies the CSeq number of a final response and, from a 2xx, the dialog. */
    void answered(SipResponse response) {
        dialog = numberedBy(response, dialog);
        if (response.isSuccess() && Contacts.isNamed(response.to())) {
            accepted(response);
        }
    }

    /** The dialog with the number of its last request that was answered. */
    static SipDialog numberedBy(SipResponse response, SipDialog dialog) {
        return dialog.withLocalCseq(response.raisedCseq(dialog.localCseq()));
    }

    private void accepted(SipResponse response) {
        if (!isNotified() && canBeEstablishedBy(response)) {
            dialog = dialog.establishedBy(response);
        } else if (isNotified()
                && response.to().tag().equals(dialog.remoteTag())
                && (isFromKnownTarget(response) || Contacts.isNoneOrUsable(response))) {
            dialog = dialog.refreshedBy(response);
            if (response.header("Record-Route").isPresent() && Contacts.areRoutesUsable(response)) {
                learnOtherRoute(dialog.establishedBy(response).routeSet());
            }
        }
    }

    /** The route set is that of the NOTIFY (RFC 6665 section 4.4.1), but there are proxies that are in that of the 2xx alone. */
    private void learnOtherRoute(List<String> route) {
        if (!route.isEmpty() && !route.equals(dialog.routeSet())) {
            leg.learnOtherRoute(route);
        }
    }

    /** Uses another route set from now on; returns the previous one. */
    List<String> goBy(List<String> route) {
        List<String> before = dialog.routeSet();
        dialog = dialog.withRouteSet(route);
        return before;
    }

    /** Whether a request names this dialog by the ids that were chosen here. */
    boolean isAddressedBy(SipRequest request) {
        return dialog.isAddressedBy(request);
    }

    /** Whether a NOTIFY has arrived. */
    private boolean isNotified() {
        return remoteCseq != NO_NOTIFY;
    }

    /** Whether it is from another notifier that was reached because the SUBSCRIBE was forked. */
    boolean isFork(SipRequest request) {
        return isNotified() && !dialog.isFromPeer(request);
    }

    /** Whether it was accepted before; one that was refused is processed again. */
    boolean isRepeated(SipRequest request) {
        return isNotified() && request.cseq() == remoteCseq && !UNREADABLE.equals(entityTag);
    }

    boolean isOutOfOrder(SipRequest request) {
        return request.cseq() < remoteCseq;
    }

    /** Whether it is from another address than the NOTIFY that made the dialog. */
    boolean isFromElsewhere(IncomingRequest incoming) {
        return isNotified() && source != sourceOf(incoming);
    }

    /** The address, as a number: all of an IPv4 address, a hash of an IPv6 one. */
    private static int sourceOf(IncomingRequest incoming) {
        return Arrays.hashCode(incoming.source().getAddress().getAddress());
    }

    /** Whether the peer can be reached after this NOTIFY: the first one needs a Contact, every Contact must be usable. */
    boolean isReachableAfter(SipRequest request) {
        if (isNotified()) {
            return isFromKnownTarget(request) || Contacts.isNoneOrUsable(request);
        }
        return canBeEstablishedBy(request);
    }

    /**
     * Whether the rule violations in the addresses of the first NOTIFY, if there are any, are accepted. Later ones are not
     * looked at, since all NOTIFYs of a dialog are alike and no live dialog is to end by a change of {@code strict}.
     */
    boolean isTolerable(SipRequest request, Tolerances tolerances) {
        boolean mayBeOdd = !isNotified()
                && (!dialog.isFromRemoteTarget(request)
                        || request.header("Record-Route").isPresent());
        return !mayBeOdd || Contacts.oddities(request).stream().allMatch(tolerances::takes);
    }

    private boolean canBeEstablishedBy(SipMessage message) {
        return isFromKnownTarget(message) ? Contacts.areRoutesUsable(message) : Contacts.canEstablish(message);
    }

    /** Whether the Contact is the one that was found usable before. */
    private boolean isFromKnownTarget(SipMessage message) {
        return dialog.isEstablished() && dialog.isFromRemoteTarget(message);
    }

    /** Reads the document of a NOTIFY that has passed all other checks. */
    Reading read(SipRequest request, Subject subject) throws BadBodyException {
        if (reader == null) {
            reader = subject.eventPackage().reader(subject.request());
        }
        return subject.eventPackage().read(reader, request.contentType().orElse(""), request.body());
    }

    /** Whether a NOTIFY has the entity tag of the known state (RFC 5839 section 5.1). */
    boolean isOfKnownState(SipRequest request) {
        return entityTag != null
                && request.header("SIP-ETag").filter(entityTag::equals).isPresent();
    }

    /** Applies the header fields of a NOTIFY that has passed all checks. */
    void notifiedBy(IncomingRequest incoming, boolean conditional) {
        SipRequest request = incoming.request();
        if (!isNotified()) {
            source = sourceOf(incoming);
            List<String> accepted = dialog.isEstablished() ? dialog.routeSet() : List.of();
            dialog = dialog.establishedBy(request);
            learnOtherRoute(accepted);
        } else if (!dialog.isFromRemoteTarget(request)) {
            dialog = dialog.refreshedBy(request);
        }
        remoteCseq = (int) request.cseq();
        entityTag = conditional
                ? request.header("SIP-ETag").filter(LegDialog::isToken).orElse(null)
                : null;
    }

    /**
     * Applies the header fields of a NOTIFY whose document was refused, except its entity tag, whose state is not
     * known.
     */
    void notifiedInVain(IncomingRequest incoming) {
        notifiedBy(incoming, false);
        entityTag = UNREADABLE;
    }

    /** Drops the entity tag, so that the next refresh brings the full state. */
    void forgetEntityTag() {
        entityTag = null;
    }

    /** The entity tag of the known state (RFC 5839 section 5.1), if it has one. */
    Optional<String> entityTag() {
        return Optional.ofNullable(entityTag).filter(tag -> !tag.equals(UNREADABLE));
    }

    private static boolean isToken(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_ENTITY_TAG
                && text.chars().allMatch(c -> c > ' ' && c < 127);
    }
}
