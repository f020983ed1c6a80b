package io.qsa.itests.peer;

import java.util.regex.Matcher;

/**
 * A presence server that sends what its test wants, valid or not: it accepts one SUBSCRIBE and sends NOTIFYs in that
 * dialog. Confined to its test.
 */
public final class ScriptedNotifier implements AutoCloseable {
    private static final String TAG = "notifier";

    private final SipClient wire;
    private SipText subscribe;
    private SipText answered;
    private int cseq;

    /** A server that speaks with the SIP endpoint at this port of loopback. */
    public ScriptedNotifier(int sipPort) {
        wire = new SipClient(sipPort);
    }

    public String uri() {
        return "sip:" + wire.address();
    }

    /** The address of a user at this server. */
    public String uriOf(String user) {
        return "sip:" + user + "@" + wire.address();
    }

    /** Waits for a SUBSCRIBE and accepts it. */
    public void acceptSubscription() {
        acceptSubscription(TAG, contactOfNotifier() + "\nExpires: 600");
    }

    /** Waits for a SUBSCRIBE and accepts it, with this tag and these header lines. */
    public void acceptSubscription(String tag, String headers) {
        subscribe = answerNext("200 OK", tag, headers);
        cseq = 0;
    }

    /** Waits for a SUBSCRIBE and answers it with another status line than that of a 2xx. */
    public SipText refuseSubscription(String status, String headers) {
        return answerNext(status, TAG, headers);
    }

    private SipText answerNext(String status, String tag, String headers) {
        SipText request = wire.receive(text -> text.is("SUBSCRIBE") && !isRepeated(text));
        answered = request;
        wire.answer(request, status, tag, headers);
        return request;
    }

    /** Whether it has been answered; a new attempt does not need that answer again. */
    private boolean isRepeated(SipText request) {
        return answered != null && request.header("Via").equals(answered.header("Via"));
    }

    /** The Contact header line of this notifier. */
    public String contactOfNotifier() {
        return wire.contact();
    }

    /**
     * Sends a NOTIFY in the dialog and waits for its answer.
     *
     * @param headers header lines, separated by line feeds, such as Event and Subscription-State; with a Contact in
     *     them there is no other
     */
    public SipText notify(String headers, String body) {
        String request = wire.message("NOTIFY", contactOfSubscriber(), headers, body);
        if (headers.contains("Contact: ")) {
            request = request.replaceFirst("\r\nContact: [^\r]*", "");
        }
        request = withHeader(request, "From", subscribe.header("To") + ";tag=" + TAG);
        request = withHeader(request, "To", subscribe.header("From"));
        request = withHeader(request, "Call-ID", subscribe.header("Call-ID"));
        return wire.exchange(withHeader(request, "CSeq", ++cseq + " NOTIFY"));
    }

    private static String withHeader(String request, String name, String value) {
        return request.replaceFirst("\r\n" + name + ": [^\r]*", Matcher.quoteReplacement("\r\n" + name + ": " + value));
    }

    private String contactOfSubscriber() {
        return subscribe.header("Contact").replaceAll("^[^<]*<|>.*$", "");
    }

    @Override
    public void close() {
        wire.close();
    }
}
