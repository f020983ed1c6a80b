package io.qsa.sip;

import java.util.List;

/** A SIP response (RFC 3261 section 7.2), from the network or made by the endpoint itself. Immutable. */
public final class SipResponse extends SipMessage {
    private static final List<String> ECHOED = List.of("Via", "From", "To", "Call-ID", "CSeq");

    /** The most challenges that one request can have answered. */
    private static final long MAX_RAISE = 16;

    private final int code;
    private final String phrase;
    private final boolean local;

    SipResponse(int code, String phrase, boolean local, String[] fields, MessageBody body) {
        super(fields, body);
        this.code = code;
        this.phrase = phrase;
        this.local = local;
    }

    /**
     * An answer to a request: Via, From, To, Call-ID and CSeq are those of the request (RFC 3261 section 8.2.6). If To
     * has no tag, the endpoint adds one when it sends the answer; {@link #withToTag} sets one. Contact (where the
     * method needs one and none is set) and Content-Length are added when it is sent.
     */
    public static SipResponse to(SipRequest request, int code) {
        return make(request, code, ReasonPhrases.of(code), false);
    }

    /**
     * The response that the endpoint makes when none arrived (RFC 3261 section 8.1.3.1): 408 for a timeout, 503 for a
     * transport error or a next hop that gets no requests at present.
     */
    public static SipResponse local(SipRequest request, int code, String phrase) {
        return make(request, code, phrase, true);
    }

    private static SipResponse make(SipRequest request, int code, String phrase, boolean local) {
        if (code < 100 || code > 699) {
            throw new IllegalArgumentException("no status code: " + code);
        }
        SipResponse made = new SipResponse(code, phrase, local, request.fieldsNamed(ECHOED), MessageBody.NONE);
        made.adopt(request);
        return made;
    }

    public int code() {
        return code;
    }

    /** The reason phrase, as received; escape it before logging it. */
    public String phrase() {
        return phrase;
    }

    /** Whether the endpoint made it because no response arrived. */
    public boolean isLocal() {
        return local;
    }

    /**
     * The CSeq number with which the request was last sent: each challenge that was answered has raised it by one. A number
     * that no such raise explains is ignored.
     *
     * @param sent the CSeq number with which the request was first sent
     */
    public long raisedCseq(long sent) {
        long raised = cseq();
        return raised > sent && raised - sent <= MAX_RAISE ? raised : sent;
    }

    public boolean isProvisional() {
        return code < 200;
    }

    public boolean isSuccess() {
        return code >= 200 && code < 300;
    }

    /**
     * The same response with more header fields at the end. CR, LF or NUL is an {@link IllegalArgumentException}.
     *
     * @param fields name, value, name, value ...
     */
    public SipResponse with(String... fields) {
        return new SipResponse(code, phrase, local, fieldsWith(fields), sharedBody());
    }

    /** The same response with this tag in To, if To has none yet. */
    public SipResponse withToTag(String tag) {
        NameAddress to = to();
        if (to.tag().isPresent()) {
            return this;
        }
        String tagged = to + ";tag=" + tag;
        SipResponse untagged = new SipResponse(code, phrase, local, fieldsWithout("To"), sharedBody());
        return untagged.with("To", tagged);
    }

    /**
     * The same response with every Record-Route of its request, unchanged and in their order. A 2xx that makes or
     * confirms a dialog has them (RFC 3261 section 12.1.1): the peer takes its route set from them.
     */
    public SipResponse withRecordRouteOf(SipRequest request) {
        List<String> routes = request.headers("Record-Route");
        if (routes.isEmpty()) {
            return this;
        }
        String[] added = new String[2 * routes.size()];
        for (int i = 0; i < routes.size(); i++) {
            added[2 * i] = "Record-Route";
            added[2 * i + 1] = routes.get(i);
        }
        return with(added);
    }

    /** The same response with this body. */
    public SipResponse withBody(String contentType, byte[] body) {
        return new SipResponse(code, phrase, local, fieldsWith("Content-Type", contentType), MessageBody.copyOf(body));
    }

    @Override
    public String startLine() {
        return "SIP/2.0 " + code + " " + phrase;
    }
}
