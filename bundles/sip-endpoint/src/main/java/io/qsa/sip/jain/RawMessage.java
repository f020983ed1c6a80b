package io.qsa.sip.jain;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.ParseExceptionListener;

/**
 * The bytes of a datagram on their way through the RI, which is told that it is a request and finds in it just what it
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

    private static final ContentLength LENGTH = new ContentLength(0);

    private final byte[] bytes;

    private RawMessage(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Takes the place of the RI's parser.
     *
     * @return null for bytes that keep a NAT binding alive
     */
    static SIPMessage read(byte[] datagram, boolean readBody, boolean strict, ParseExceptionListener listener) {
        for (byte b : datagram) {
            if (b != '\r' && b != '\n') {
                return new RawMessage(datagram);
            }
        }
        return null;
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public ContentLength getContentLength() {
        return LENGTH;
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
