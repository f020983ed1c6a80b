package io.qsa.sip;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The state of one dialog (RFC 3261 section 12): ids, sequence numbers, route set, remote target. Immutable; each
 * change is a new dialog. It is independent of subscriptions.
 */
public final class SipDialog {
    /** The largest CSeq number (RFC 3261 section 8.1.1.5). */
    public static final long MAX_CSEQ = (1L << 31) - 1;

    private static final String[] NO_TEXTS = {};
    private static final int CALL_ID = 0;
    private static final int LOCAL_TAG = 1;
    /** Its index among the ids; it is absent until the dialog is established. */
    private static final int REMOTE_TAG = 2;

    /** Call-ID and tags, packed. */
    private final byte[] ids;

    private final String localUri;
    private final String remoteUri;
    private final String remoteTarget;
    private final List<String> routeSet;
    private final int localCseq;
    private final int remoteCseq;

    private SipDialog(
            SipDialog base, byte[] ids, String remoteTarget, List<String> routeSet, long localCseq, long remoteCseq) {
        this(ids, base.localUri, base.remoteUri, remoteTarget, routeSet, localCseq, remoteCseq);
    }

    private SipDialog(
            byte[] ids,
            String localUri,
            String remoteUri,
            String remoteTarget,
            List<String> routeSet,
            long localCseq,
            long remoteCseq) {
        this.ids = ids;
        this.localUri = localUri;
        this.remoteUri = remoteUri;
        this.remoteTarget = remoteTarget;
        this.routeSet = routeSet;
        this.localCseq = (int) localCseq;
        this.remoteCseq = (int) remoteCseq;
    }

    /**
     * A dialog before its first request: new Call-ID and local tag, no remote tag.
     *
     * @param presetRoute values of Route headers for the first request only (RFC 3261 section 8.1.2)
     */
    public static SipDialog asking(String localUri, String remoteUri, List<String> presetRoute) {
        byte[] ids = PackedTexts.pack(SipIds.callId(), SipIds.tag());
        return new SipDialog(ids, localUri, remoteUri, remoteUri, List.copyOf(presetRoute), 0, -1);
    }

    /** The dialog that a request from the network creates, with a new local tag (RFC 3261 section 12.1.1). */
    public static SipDialog asked(SipRequest request) {
        NameAddress from = request.from();
        return new SipDialog(
                PackedTexts.pack(request.callId(), SipIds.tag(), from.tag().orElse("")),
                request.to().uri(),
                from.uri(),
                contactOf(request).orElse(from.uri()),
                recordedRoute(request),
                0,
                request.cseq());
    }

    /**
     * A dialog that was established earlier, with nothing sent and nothing received yet.
     *
     * @param local From of its requests, with tag
     * @param remote To of its requests, with tag
     * @throws IllegalArgumentException if an address is not readable
     */
    public static SipDialog established(
            String callId, NameAddress local, NameAddress remote, String remoteTarget, List<String> routeSet) {
        SipUri.parse(remoteTarget);
        routeSet.forEach(route -> SipUri.parse(NameAddress.parse(route).uri()));
        return new SipDialog(
                PackedTexts.pack(callId, local.tag().orElse(""), remote.tag().orElse("")),
                local.uri(),
                remote.uri(),
                remoteTarget,
                List.copyOf(routeSet),
                0,
                -1);
    }

    public String callId() {
        return PackedTexts.text(ids, CALL_ID);
    }

    /** Whether this is its Call-ID; allocates nothing. */
    public boolean isOfCall(String callId) {
        return PackedTexts.isText(ids, CALL_ID, callId);
    }

    /** From of its requests, with tag. */
    public NameAddress local() {
        return NameAddress.parse(address(localUri, localTag()));
    }

    /** To of its requests, with the tag of the peer if it has one. */
    public NameAddress remote() {
        return NameAddress.parse(address(remoteUri, remoteTag().orElse("")));
    }

    private static String address(String uri, String tag) {
        return tag.isEmpty() ? "<" + uri + ">" : "<" + uri + ">;tag=" + tag;
    }

    public String localTag() {
        return PackedTexts.text(ids, LOCAL_TAG);
    }

    /** Whether this is its local tag; allocates nothing. */
    public boolean isOfLocalTag(String tag) {
        return PackedTexts.isText(ids, LOCAL_TAG, tag);
    }

    /** The tag of the peer; empty until the dialog is established. */
    public Optional<String> remoteTag() {
        return isEstablished() ? Optional.of(PackedTexts.text(ids, REMOTE_TAG)) : Optional.empty();
    }

    public String localUri() {
        return localUri;
    }

    public String remoteUri() {
        return remoteUri;
    }

    /** The Contact of the peer; before the dialog is established, the URI to which the first request is sent. */
    public String remoteTarget() {
        return remoteTarget;
    }

    public List<String> routeSet() {
        return routeSet;
    }

    /** The number of characters that it keeps. */
    public int size() {
        int size = ids.length + localUri.length() + remoteUri.length() + remoteTarget.length();
        for (String route : routeSet) {
            size += route.length();
        }
        return size;
    }

    /** The number of the last request that was sent; 0 before the first. */
    public long localCseq() {
        return localCseq;
    }

    /** The number of the last request that was received; -1 before the first. */
    public long remoteCseq() {
        return remoteCseq;
    }

    public boolean isEstablished() {
        return PackedTexts.count(ids) > REMOTE_TAG;
    }

    /** Whether a request with these ids belongs to this dialog or, before it is established, may establish it. */
    public boolean matches(SipRequest request) {
        return isAddressedBy(request) && (!isEstablished() || isFromPeer(request));
    }

    /** Whether a request has the ids that this side chose: Call-ID and local tag. */
    public boolean isAddressedBy(SipRequest request) {
        return isOfCall(request.callId())
                && PackedTexts.isText(ids, LOCAL_TAG, request.to().tag().orElse(""));
    }

    /** Whether a request has the tag of the peer. The dialog must be established. */
    public boolean isFromPeer(SipRequest request) {
        return PackedTexts.isText(ids, REMOTE_TAG, request.from().tag().orElse(""));
    }

    private byte[] idsWith(String remoteTag) {
        return PackedTexts.with(ids, REMOTE_TAG, remoteTag);
    }

    /** A dialog before its establishment that another answer to the same request may establish (RFC 3261 section 12.1.2). */
    public SipDialog forked() {
        return new SipDialog(this, PackedTexts.pack(callId(), localTag()), remoteUri, List.of(), localCseq, -1);
    }

    /** The dialog with the next CSeq number. */
    public SipDialog advanced() {
        return withLocalCseq(localCseq + 1);
    }

    /** The dialog with this local CSeq number, which digest authentication may have raised. */
    public SipDialog withLocalCseq(long cseq) {
        return cseq == localCseq ? this : new SipDialog(this, ids, remoteTarget, routeSet, cseq, remoteCseq);
    }

    /** The dialog with this CSeq number of the peer. */
    public SipDialog withRemoteCseq(long cseq) {
        return new SipDialog(this, ids, remoteTarget, routeSet, localCseq, cseq);
    }

    /**
     * The dialog as a request from the peer establishes it (RFC 6665 section 4.4.1): remote tag, route set and remote
     * target are taken from it.
     */
    public SipDialog establishedBy(SipRequest request) {
        return new SipDialog(
                this,
                idsWith(request.from().tag().orElse("")),
                targetAfter(request),
                recordedRoute(request),
                localCseq,
                request.cseq());
    }

    /** The Record-Route of a message in its order, each address in angle brackets, as a Route needs it. */
    private static List<String> recordedRoute(SipMessage message) {
        List<String> route = message.elements("Record-Route");
        if (route.isEmpty()) {
            return List.of();
        }
        List<String> written = new ArrayList<>(route.size());
        for (String element : route) {
            written.add(element.indexOf('<') < 0 ? "<" + element + ">" : element);
        }
        return List.copyOf(written);
    }

    /** The dialog as a 2xx establishes it (RFC 3261 section 12.1.2): the route set is the Record-Route in reverse. */
    public SipDialog establishedBy(SipResponse response) {
        List<String> route = new ArrayList<>(recordedRoute(response));
        Collections.reverse(route);
        return new SipDialog(
                this,
                idsWith(response.to().tag().orElse("")),
                targetAfter(response),
                List.copyOf(route),
                localCseq,
                remoteCseq);
    }

    /** Whether the only Contact of a message is the present remote target, written the same. */
    public boolean isFromRemoteTarget(SipMessage message) {
        String contact = message.hasSeveral("Contact") ? "" : message.headerOrEmpty("Contact");
        return contact.length() == remoteTarget.length() + 2
                && contact.charAt(0) == '<'
                && contact.startsWith(remoteTarget, 1)
                && contact.endsWith(">");
    }

    /** The dialog after a request of the peer in order: new CSeq number, and new remote target if it has a Contact. */
    public SipDialog received(SipRequest request) {
        return refreshedBy(request).withRemoteCseq(request.cseq());
    }

    /** The dialog after a target refresh request of the peer or a 2xx to ours: the remote target follows its Contact. */
    public SipDialog refreshedBy(SipMessage message) {
        return withRemoteTarget(targetAfter(message));
    }

    /** The Contact of a message, if it has one; otherwise the present remote target. */
    private String targetAfter(SipMessage message) {
        return isFromRemoteTarget(message) ? remoteTarget : contactOf(message).orElse(remoteTarget);
    }

    /** The dialog with another remote target, after a redirection. */
    public SipDialog withRemoteTarget(String uri) {
        return uri.equals(remoteTarget) ? this : new SipDialog(this, ids, uri, routeSet, localCseq, remoteCseq);
    }

    /** The dialog with another route set. */
    public SipDialog withRouteSet(List<String> route) {
        return new SipDialog(this, ids, remoteTarget, List.copyOf(route), localCseq, remoteCseq);
    }

    /**
     * A request in this dialog with Route, From, To, Call-ID and CSeq (RFC 3261 section 12.2.1.1), strict routing
     * included. The number is that of {@link #localCseq()}: call {@link #advanced()} first.
     */
    public SipRequest request(String method) {
        return request(method, localCseq, List.of());
    }

    /**
     * The same with a CSeq number that the caller chooses, and with more header fields.
     *
     * @param more name, value, name, value ...
     */
    public SipRequest request(String method, long cseq, List<String> more) {
        boolean strict = !routeSet.isEmpty() && !isLoose(routeSet.get(0));
        String requestUri = strict ? NameAddress.parse(routeSet.get(0)).uri() : remoteTarget;
        List<String> fields = new ArrayList<>(2 * routeSet.size() + more.size() + 8);
        for (String route : strict ? routeSet.subList(1, routeSet.size()) : routeSet) {
            Collections.addAll(fields, "Route", route);
        }
        if (strict) {
            Collections.addAll(fields, "Route", "<" + remoteTarget + ">");
        }
        Collections.addAll(fields, "From", address(localUri, localTag()));
        Collections.addAll(fields, "To", address(remoteUri, remoteTag().orElse("")));
        Collections.addAll(fields, "Call-ID", callId(), "CSeq", cseq + " " + method);
        fields.addAll(more);
        SipRequest request = SipRequest.of(method, requestUri).with(fields.toArray(NO_TEXTS));
        return strict ? request.withNextHop(SipUri.parse(requestUri)) : request;
    }

    private static boolean isLoose(String route) {
        return SipUri.parse(NameAddress.parse(route).uri()).isLooseRouter();
    }

    private static Optional<String> contactOf(SipMessage message) {
        List<String> contacts = message.elements("Contact");
        return contacts.isEmpty()
                ? Optional.empty()
                : Optional.of(SharedTexts.shared(SipUri.withoutRepetition(
                        NameAddress.parse(contacts.get(0)).uri())));
    }

    @Override
    public String toString() {
        return callId() + " " + localTag() + "/" + remoteTag().orElse("-");
    }
}
