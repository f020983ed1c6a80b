package io.qsa.itests.karaf;

import java.nio.charset.StandardCharsets;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

import io.qsa.sip.IncomingRequest;
import io.qsa.sip.RequestHandler;
import io.qsa.sip.SipDialog;
import io.qsa.sip.SipEndpoint;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

/** A server of one event package that the platform does not serve itself: it says the same to everybody. Safe for any thread. */
final class PackageServer implements RequestHandler, AutoCloseable {
    /** Before the presence agent, which refuses what it does not know. */
    private static final int RANKING = 1000;

    private final SipEndpoint endpoint;
    private final String event;
    private final String contentType;
    private final byte[] body;
    private final Map<String, SipDialog> dialogs = new ConcurrentHashMap<>();
    private final ServiceRegistration<RequestHandler> registration;

    PackageServer(BundleContext context, SipEndpoint endpoint, String event, String contentType, String body) {
        this.endpoint = endpoint;
        this.event = event;
        this.contentType = contentType;
        this.body = body.getBytes(StandardCharsets.UTF_8);
        this.registration = context.registerService(
                RequestHandler.class,
                this,
                new Hashtable<>(Map.of(
                        METHODS,
                        new String[] {"SUBSCRIBE"},
                        EVENTS,
                        new String[] {event},
                        Constants.SERVICE_RANKING,
                        RANKING)));
    }

    @Override
    public boolean handle(IncomingRequest incoming) {
        SipRequest request = incoming.request();
        if (!request.header("Event").orElse("").equals(event)) {
            return false;
        }
        String tag = request.to().tag().orElse("");
        SipDialog dialog = tag.isEmpty() ? SipDialog.asked(request) : dialogs.get(tag);
        String expires = request.header("Expires").orElse("600");
        incoming.respond(
                SipResponse.to(request, 200).withToTag(dialog.localTag()).with("Expires", expires));
        SipDialog next = dialog.advanced();
        dialogs.put(next.localTag(), next);
        SipRequest notify = next.request("NOTIFY")
                .with("Event", event)
                .with("Subscription-State", expires.equals("0") ? "terminated;reason=timeout" : "active;expires=600")
                .withBody(contentType, body);
        endpoint.send(notify, response -> {});
        return true;
    }

    @Override
    public void close() {
        registration.unregister();
    }
}
