package io.qsa.presence.b2b.loopback;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.qsa.presence.b2b.fake.Peer;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.RequestHandler;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.endpoint.internal.core.Endpoint;
import io.qsa.sip.endpoint.internal.core.SipSettings;
import io.qsa.sip.endpoint.internal.digest.CredentialStore;
import io.qsa.sip.jain.JainTransport;

/** A presence server on a port of its own that does what the test says. */
final class ScriptedServer implements RequestHandler, AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<IncomingRequest> subscribes = new LinkedBlockingQueue<>();
    private final Endpoint endpoint;

    ScriptedServer(String transport) throws IOException {
        endpoint = endpoint(transport);
        endpoint.handle(this, Set.of("SUBSCRIBE"), Set.of("presence"));
    }

    /** An endpoint on loopback with short timers. */
    static Endpoint endpoint(String transport) throws IOException {
        return endpoint(transport, new CredentialStore());
    }

    /** The same with credentials. */
    static Endpoint endpoint(String transport, CredentialStore credentials) throws IOException {
        return Endpoint.start(
                SipSettings.parse(Map.of("listen", transport + ":127.0.0.1:0")), new JainTransport(), credentials);
    }

    /** The address of a user here. */
    String address(String user) {
        String uri = endpoint.listeningPoints().get(0).uri().toString();
        return uri.replace("sip:", "sip:" + user + "@");
    }

    @Override
    public boolean handle(IncomingRequest request) {
        return subscribes.add(request);
    }

    /** The next received SUBSCRIBE. */
    IncomingRequest nextSubscribe() throws InterruptedException {
        IncomingRequest next = subscribes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no SUBSCRIBE came");
        }
        return next;
    }

    void accept(IncomingRequest subscribe, Peer peer, long expires) {
        subscribe.respond(SipResponse.to(subscribe.request(), 200)
                .withToTag(peer.dialog().localTag())
                .with("Expires", Long.toString(expires)));
    }

    void challenge(IncomingRequest subscribe, String nonce) {
        subscribe.respond(SipResponse.to(subscribe.request(), 401)
                .with("WWW-Authenticate", "Digest realm=\"example.com\", nonce=\"" + nonce + "\", qop=\"auth\""));
    }

    /** Sends a NOTIFY and waits for its answer. */
    int notify(SipRequest notify) throws Exception {
        return notify(notify, "<" + uri() + ">");
    }

    /** Where this server is. */
    String uri() {
        return endpoint.listeningPoints().get(0).uri().toString();
    }

    int notify(SipRequest notify, String contact) throws Exception {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        endpoint.send(notify.without("Contact").with("Contact", contact), response -> code.complete(response.code()));
        return code.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
