package io.qsa.sip;

import java.util.Objects;
import java.util.Optional;

/** A SIP request (RFC 3261 section 7.1). Immutable. */
public final class SipRequest extends SipMessage {
    private final String method;
    private final String requestUri;
    private final RequestPath path;

    SipRequest(String method, String requestUri, RequestPath path, String[] fields, MessageBody body) {
        super(fields, body);
        this.method = method;
        this.requestUri = requestUri;
        this.path = path;
    }

    /**
     * A request that has only its first line. {@link SipDialog#request} makes one with the header fields of a dialog. Via,
     * Max-Forwards, Contact (where the method needs one and none is set) and Content-Length are added when it is sent.
     */
    public static SipRequest of(String method, String requestUri) {
        return new SipRequest(
                HeaderText.checkedName(method),
                HeaderText.checkedValue("Request-URI", requestUri),
                RequestPath.ANY,
                new String[0],
                MessageBody.NONE);
    }

    public String method() {
        return method;
    }

    /** The Request-URI, byte for byte. */
    public String requestUri() {
        return requestUri;
    }

    /** Where to send it, if that is neither the first Route nor the Request-URI: an outbound proxy. */
    public Optional<SipUri> nextHop() {
        return Optional.ofNullable(path.nextHop());
    }

    /**
     * The same request with more header fields at the end. CR, LF or NUL is an {@link IllegalArgumentException}.
     *
     * @param fields name, value, name, value ...
     */
    public SipRequest with(String... fields) {
        return withFields(fieldsWith(fields));
    }

    /** The same request with another value in its first header field of that name, which it must have. */
    public SipRequest withFirstReplaced(String name, String value) {
        return withFields(fieldsWithFirstReplaced(name, value));
    }

    /** The same request without the header fields of that name. */
    public SipRequest without(String name) {
        return withFields(fieldsWithout(name));
    }

    private SipRequest withFields(String[] fields) {
        SipRequest changed = new SipRequest(method, requestUri, path, fields, sharedBody());
        changed.adopt(this);
        return changed;
    }

    /** The same request with this body. */
    public SipRequest withBody(String contentType, byte[] body) {
        return with(TypedBody.of(contentType, body));
    }

    /** The same request with this body. */
    public SipRequest with(TypedBody typed) {
        String[] others = contentType().isPresent() ? fieldsWithout("Content-Type") : fields();
        return new SipRequest(
                method, requestUri, path, joined(others, "Content-Type", typed.contentType()), typed.body());
    }

    /** The same request, sent to this hop first. */
    public SipRequest withNextHop(SipUri hop) {
        return withPath(new RequestPath(Objects.requireNonNull(hop), path.from()));
    }

    /** The listening point whose Contact the peer knows; empty if it knows none. */
    public Optional<ListeningPoint> listeningPoint() {
        return Optional.ofNullable(path.from());
    }

    /**
     * The same request, sent from this listening point and with its Contact, because the peer knows it by that. If the
     * endpoint does not listen there any more, or cannot reach the peer from there, it chooses another one.
     */
    public SipRequest leavingFrom(ListeningPoint point) {
        return withPath(new RequestPath(path.nextHop(), Objects.requireNonNull(point)));
    }

    private SipRequest withPath(RequestPath changed) {
        return new SipRequest(method, requestUri, changed, fields(), sharedBody());
    }

    @Override
    public String startLine() {
        return method + " " + requestUri + " SIP/2.0";
    }
}
