package io.qsa.itests.peer;

import java.util.regex.Matcher;

/**
 * A presence server that says what its test wants, right or wrong: it accepts one SUBSCRIBE and sends NOTIFYs in that
 * dialog. Confined to its test.
 */
public final class ScriptedNotifier implements AutoCloseable {
    private static final String TAG = "notifier";

    private final SipClient wire;
    private SipText subscribe;
    private int cseq;

    /** A server that speaks with the SIP endpoint at this port of loopback. */
    public ScriptedNotifier(int sipPort) {
        wire = new SipClient(sipPort);
    }

    public String uri() {
        return "sip:" + wire.address();
    }

    /** Waits for a SUBSCRIBE and accepts it. */
    public void acceptSubscription() {
        subscribe = wire.awaitRequest("SUBSCRIBE", TAG, "Expires: 600");
    }

    /**
     * Sends a NOTIFY in the dialog and waits for its answer.
     *
     * @param headers header lines, separated by line feeds, such as Event and Subscription-State
     */
    public SipText notify(String headers, String body) {
        String request = wire.message("NOTIFY", contact(), headers, body);
        request = withHeader(request, "From", subscribe.header("To") + ";tag=" + TAG);
        request = withHeader(request, "To", subscribe.header("From"));
        request = withHeader(request, "Call-ID", subscribe.header("Call-ID"));
        return wire.exchange(withHeader(request, "CSeq", ++cseq + " NOTIFY"));
    }

    private static String withHeader(String request, String name, String value) {
        return request.replaceFirst("\r\n" + name + ": [^\r]*", Matcher.quoteReplacement("\r\n" + name + ": " + value));
    }

    private String contact() {
        return subscribe.header("Contact").replaceAll("^[^<]*<|>.*$", "");
    }

    @Override
    public void close() {
        wire.close();
    }
}
