package io.qsa.sip.notifier;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.qsa.sip.IncomingRequest;
import io.qsa.sip.ListeningPoint;
import io.qsa.sip.ResponseListener;
import io.qsa.sip.SipEndpoint;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

/** An endpoint whose network is the test: it records the answers and requests that are sent, in their order. */
public final class FakeEndpoint implements SipEndpoint {
    private final List<ListeningPoint> points = new ArrayList<>(List.of(new ListeningPoint("udp", "127.0.0.1", 5060)));
    private final Deque<SipRequest> sent = new ArrayDeque<>();
    private final Deque<ResponseListener> listeners = new ArrayDeque<>();
    private final List<String> log = new ArrayList<>();

    @Override
    public List<ListeningPoint> listeningPoints() {
        return List.copyOf(points);
    }

    public void listenAt(ListeningPoint point) {
        points.add(point);
    }

    @Override
    public void send(SipRequest request, ResponseListener listener) {
        sent.add(request);
        listeners.add(listener);
        log.add(request.method() + " " + request.header("Subscription-State").orElse(""));
    }

    /** The oldest request that is not answered. */
    public SipRequest sent() {
        return sent.element();
    }

    public int inFlight() {
        return sent.size();
    }

    /** Answers the oldest request. */
    public SipRequest answer(int code) {
        SipRequest request = sent.element();
        answer(SipResponse.to(request, code));
        return request;
    }

    /** Answers the oldest request. */
    public void answer(SipResponse response) {
        sent.remove();
        listeners.remove().onResponse(response);
    }

    /** The messages sent since the last call: status codes of answers, and NOTIFYs with their state. */
    public List<String> log() {
        List<String> copy = List.copyOf(log);
        log.clear();
        return copy;
    }

    public Incoming incoming(SipRequest request) {
        return new Incoming(request);
    }

    /** Answers a request, or refuses it. */
    public interface Answerer {
        void answer(IncomingRequest incoming) throws Refusal;
    }

    /** The answer to a request, or its refusal. */
    public SipResponse ask(Answerer answerer, SipRequest request) {
        Incoming incoming = incoming(request);
        try {
            answerer.answer(incoming);
        } catch (Refusal refusal) {
            incoming.respond(refusal.response());
        }
        return incoming.response();
    }

    /** A received request, and its answer. */
    public final class Incoming implements IncomingRequest {
        private final SipRequest request;
        private List<String> certified = List.of();
        private SipResponse response;

        private Incoming(SipRequest request) {
            this.request = request;
        }

        @Override
        public SipRequest request() {
            return request;
        }

        @Override
        public ListeningPoint listeningPoint() {
            return points.get(0);
        }

        @Override
        public InetSocketAddress source() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 5062);
        }

        @Override
        public List<String> peerIdentities() {
            return certified;
        }

        public void certify(String identity) {
            certified = List.of(identity);
        }

        @Override
        public void respond(SipResponse answer) {
            if (response != null) {
                throw new IllegalStateException("answered twice");
            }
            response = answer;
            log.add(String.valueOf(answer.code()));
        }

        public SipResponse response() {
            return response;
        }
    }
}
