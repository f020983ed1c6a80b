package io.qsa.sip.endpoint.internal.core;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.qsa.base.timer.VirtualTimers;
import io.qsa.sip.ListeningPoint;
import io.qsa.sip.MalformedMessageException;
import io.qsa.sip.ResponseListener;
import io.qsa.sip.SipParser;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.SipUri;
import io.qsa.sip.endpoint.internal.digest.CredentialStore;
import io.qsa.sip.endpoint.internal.digest.DigestClient;
import io.qsa.sip.endpoint.internal.dns.Resolver;
import io.qsa.sip.endpoint.internal.transport.Target;

/** A sender of requests in virtual time, with servers that the test chooses. Confined to the test. */
final class SenderRig {
    final VirtualTimers timers = new VirtualTimers();
    final FakeCarrier transport = new FakeCarrier();
    final Core core;
    private final RequestSender sender;
    private List<Target> targets = List.of();

    SenderRig(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("listen", "udp:127.0.0.1:0, tcp:127.0.0.1:0");
        SipSettings parsed = SipSettings.parse(all);
        core = new Core(parsed, timers, (receiver, limits) -> transport, new Handlers());
        core.points().change(parsed.listen());
        sender = new RequestSender(core, new FixedResolver(), new DigestClient(new CredentialStore(), timers::now));
    }

    /** From now on every name leads to these. */
    void serversAre(Target... all) {
        targets = List.of(all);
    }

    /** The server at 127.0.0.{@code lastByte}, port 5060. */
    static Target server(String transport, int lastByte) {
        try {
            byte[] address = {127, 0, 0, (byte) lastByte};
            return new Target(transport, new InetSocketAddress(InetAddress.getByAddress(address), 5060));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    void send(String padding, ResponseListener listener) {
        sender.send(request("SUBSCRIBE", padding), listener);
    }

    void sendFrom(ListeningPoint point, String padding) {
        sender.send(request("NOTIFY", padding).leavingFrom(point), response -> {});
    }

    private static SipRequest request(String method, String padding) {
        return SipRequest.of(method, "sip:alice@example.com")
                .with("From", "<sip:bob@example.com>;tag=1")
                .with("To", "<sip:alice@example.com>")
                .with("Call-ID", "call")
                .with("CSeq", "1 " + method)
                .with("X-Padding", padding + ".");
    }

    SipRequest sent(int index) {
        try {
            return (SipRequest) SipParser.parse(transport.sent.get(index).getBytes(StandardCharsets.UTF_8));
        } catch (MalformedMessageException e) {
            throw new AssertionError("the endpoint sent no SIP", e);
        }
    }

    SipRequest lastSent() {
        return sent(transport.sent.size() - 1);
    }

    /** @return whether a transaction waits for it */
    boolean answer(SipResponse response) {
        return core.clientTransactions().onResponse(response);
    }

    private final class FixedResolver implements Resolver {
        @Override
        public void resolve(SipUri hop, Consumer<List<Target>> found) {
            found.accept(targets);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
