package io.qsa.sip;

/** The header fields that every message has (RFC 3261 section 8.1.1), checked. */
final class MandatoryHeaders {
    private static final int MAX_HOPS = 255;

    private MandatoryHeaders() {}

    static void check(String[] fields, StartLine line) throws MalformedMessageException {
        try {
            Via.parse(required("Via", fields));
            NameAddress.parse(required("From", fields));
            NameAddress.parse(required("To", fields));
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException(400, e.getMessage());
        }
        checkCallId(required("Call-ID", fields));
        checkCseq(required("CSeq", fields), line);
        String maxForwards = SipParser.valueOf("Max-Forwards", fields);
        if (maxForwards != null && HeaderText.number(maxForwards, MAX_HOPS) < 0) {
            throw new MalformedMessageException(400, "Max-Forwards '" + HeaderText.printable(maxForwards) + "'");
        }
    }

    private static String required(String name, String[] fields) throws MalformedMessageException {
        String value = SipParser.valueOf(name, fields);
        if (value == null || value.isEmpty()) {
            throw new MalformedMessageException(400, "no " + name);
        }
        return value;
    }

    private static void checkCallId(String callId) throws MalformedMessageException {
        if (callId.indexOf(' ') >= 0 || callId.indexOf('\t') >= 0) {
            throw new MalformedMessageException(400, "Call-ID '" + HeaderText.printable(callId) + "'");
        }
    }

    private static void checkCseq(String cseq, StartLine line) throws MalformedMessageException {
        int end = HeaderText.endOfToken(cseq, 0);
        String method = cseq.substring(end).trim();
        boolean methodFits =
                line.isRequest() ? method.equals(line.method()) : HeaderText.isToken(method) && end < cseq.length();
        if (!methodFits || HeaderText.number(cseq.substring(0, end), SipDialog.MAX_CSEQ) < 0) {
            throw new MalformedMessageException(400, "CSeq '" + HeaderText.printable(cseq) + "'");
        }
    }
}
