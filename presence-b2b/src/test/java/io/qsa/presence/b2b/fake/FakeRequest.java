package io.qsa.presence.b2b.fake;

import java.net.InetSocketAddress;

import io.qsa.sip.IncomingRequest;
import io.qsa.sip.ListeningPoint;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

/** A received request; keeps its answer. */
public final class FakeRequest implements IncomingRequest {
    private final SipRequest request;
    private final String source;
    private SipResponse answer;
    private Runnable onAnswer = () -> {};

    public FakeRequest(SipRequest request) {
        this(request, "127.0.0.1");
    }

    public FakeRequest(SipRequest request, String source) {
        this.request = request;
        this.source = source;
    }

    @Override
    public SipRequest request() {
        return request;
    }

    @Override
    public ListeningPoint listeningPoint() {
        return new ListeningPoint("udp", "127.0.0.1", 5060);
    }

    @Override
    public InetSocketAddress source() {
        return new InetSocketAddress(source, 5070);
    }

    @Override
    public void respond(SipResponse response) {
        if (answer != null) {
            throw new IllegalStateException("answered twice");
        }
        answer = response;
        onAnswer.run();
    }

    /** An action at the moment of the answer. */
    public void onAnswer(Runnable action) {
        onAnswer = action;
    }

    public SipResponse answer() {
        return answer;
    }
}
