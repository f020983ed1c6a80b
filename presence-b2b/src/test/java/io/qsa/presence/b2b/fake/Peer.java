package io.qsa.presence.b2b.fake;

import java.nio.charset.StandardCharsets;

import io.qsa.sip.SipDialog;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

/** The presence server's side of one dialog: makes its answers and its NOTIFYs. */
public final class Peer {
    public static final String CONTACT = "<sip:pa@192.0.2.7:5070>";

    private SipDialog dialog;

    public Peer(SipRequest subscribe) {
        dialog = SipDialog.asked(subscribe);
    }

    /** A 2xx that grants this time. */
    public SipResponse accept(SipRequest subscribe, long expires) {
        return acceptSilently(subscribe).with("Expires", Long.toString(expires));
    }

    /** A 2xx without Expires. */
    public SipResponse acceptSilently(SipRequest subscribe) {
        return SipResponse.to(subscribe, 200).withToTag(dialog.localTag()).with("Contact", CONTACT);
    }

    /** The next NOTIFY, with a Subscription-State. */
    public SipRequest notify(String subscriptionState) {
        return bare().with("Subscription-State", subscriptionState);
    }

    /** The next NOTIFY, with a presence document. */
    public SipRequest notify(String subscriptionState, String document) {
        return notify(subscriptionState).withBody("application/pidf+xml", document.getBytes(StandardCharsets.UTF_8));
    }

    /** The next NOTIFY, without Subscription-State. */
    public SipRequest bare() {
        dialog = dialog.advanced();
        return dialog.request("NOTIFY").with("Event", "presence").with("Contact", CONTACT);
    }

    public SipDialog dialog() {
        return dialog;
    }

    /** A presence document with one tuple. */
    public static String pidf(String basic) {
        return "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:alice@example.com'>"
                + "<tuple id='t1'><status><basic>" + basic + "</basic></status></tuple></presence>";
    }
}
