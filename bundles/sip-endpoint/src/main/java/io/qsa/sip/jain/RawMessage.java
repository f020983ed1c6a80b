package io.qsa.sip.jain;

import java.util.Arrays;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPRequest;

/**
 * The bytes of a message on their way through the RI, which is told that it is a request and finds in it just what it
 * insists on. Confined to the thread that reads it.
 */
final class RawMessage extends SIPRequest {
    private static final long serialVersionUID = 1L;
    private static final String METHOD = "RAW";
    private static final RequestLine LINE = new RequestLine();
    private static final From FROM = new From();
    private static final To TO = new To();
    private static final CallID CALL_ID = new CallID();
    private static final CSeq CSEQ = new CSeq(1, METHOD);

    static {
        LINE.setMethod(METHOD);
        LINE.setSipVersion("SIP/2.0");
    }

    private final byte[] head;
    private final int problem;
    private final ContentLength length;
    private byte[] body = {};

    private RawMessage(byte[] head, int bodyLength, int problem) {
        this.head = head;
        this.problem = problem;
        this.length = new ContentLength(bodyLength);
    }

    /** A whole datagram. */
    static RawMessage datagram(byte[] bytes) {
        return new RawMessage(bytes, 0, 0);
    }

    /** The header section of a message in a stream, whose body the RI will read. */
    static RawMessage streamed(byte[] head, int bodyLength) {
        return new RawMessage(head, bodyLength, 0);
    }

    /** The header section of a message whose end nobody can find, with the status code that says why. */
    static RawMessage broken(byte[] head, int code) {
        return new RawMessage(head, 0, code);
    }

    byte[] bytes() {
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    boolean isBroken() {
        return problem != 0;
    }

    int problem() {
        return problem;
    }

    @Override
    public void setMessageContent(byte[] content) {
        body = content;
    }

    @Override
    public void removeContent() {
        body = new byte[0];
    }

    @Override
    public ContentLength getContentLength() {
        return length;
    }

    @Override
    public String getHeaderAsFormattedString(String name) {
        return "";
    }

    @Override
    public RequestLine getRequestLine() {
        return LINE;
    }

    @Override
    public String getMethod() {
        return METHOD;
    }

    @Override
    public CSeq getCSeqHeader() {
        return CSEQ;
    }

    @Override
    public CSeq getCSeq() {
        return CSEQ;
    }

    @Override
    public From getFrom() {
        return FROM;
    }

    @Override
    public To getTo() {
        return TO;
    }

    @Override
    public CallID getCallId() {
        return CALL_ID;
    }

    @Override
    public Via getTopmostVia() {
        return SilentVia.INSTANCE;
    }

    @Override
    public String getTransactionId() {
        return METHOD;
    }

    @Override
    public String getFirstLine() {
        return METHOD;
    }
}
