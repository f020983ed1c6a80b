package io.qsa.sip;

/** The header fields that every message has (RFC 3261 section 8.1.1), checked. */
final class MandatoryHeaders {
    private static final int MAX_HOPS = 255;

    private MandatoryHeaders() {}

    /** Checks a message. The message keeps what it parses here, so that it need not parse it again. */
    static void check(SipMessage message, StartLine line) throws MalformedMessageException {
        String callId = required("Call-ID", message);
        String cseq = required("CSeq", message);
        required("Via", message);
        required("From", message);
        required("To", message);
        try {
            message.via();
            message.from();
            message.to();
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException(400, e.getMessage());
        }
        if (!message.via().isOfThisVersion()) {
            throw new MalformedMessageException(400, "Via of another version");
        }
        checkCallId(callId);
        checkCseq(cseq, line);
        String maxForwards = message.header("Max-Forwards").orElse("0");
        if (HeaderText.number(maxForwards, MAX_HOPS) < 0) {
            throw new MalformedMessageException(400, "Max-Forwards '" + HeaderText.printable(maxForwards) + "'");
        }
    }

    private static String required(String name, SipMessage message) throws MalformedMessageException {
        String value = message.headerOrEmpty(name);
        if (value.isEmpty()) {
            throw new MalformedMessageException(400, "no " + name);
        }
        return value;
    }

    private static void checkCallId(String callId) throws MalformedMessageException {
        if (callId.indexOf(' ') >= 0 || callId.indexOf('\t') >= 0) {
            throw new MalformedMessageException(400, "Call-ID '" + HeaderText.printable(callId) + "'");
        }
    }

    static void checkCseq(String cseq, StartLine line) throws MalformedMessageException {
        int end = HeaderText.endOfToken(cseq, 0);
        boolean methodFits = line.isRequest()
                ? HeaderText.isTrimmed(cseq, end, line.method())
                : HeaderText.isToken(HeaderText.trimmed(cseq, end, cseq.length()));
        if (!methodFits || HeaderText.number(cseq, 0, end, SipDialog.MAX_CSEQ) < 0) {
            throw new MalformedMessageException(400, "CSeq '" + HeaderText.printable(cseq) + "'");
        }
    }
}
