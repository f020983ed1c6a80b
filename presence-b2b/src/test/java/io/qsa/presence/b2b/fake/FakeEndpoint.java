package io.qsa.presence.b2b.fake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

import io.qsa.sip.ListeningPoint;
import io.qsa.sip.ResponseListener;
import io.qsa.sip.SipEndpoint;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

/** An endpoint without a network: sent requests wait to be inspected. */
public final class FakeEndpoint implements SipEndpoint {
    private final Deque<Sent> sent = new ArrayDeque<>();
    private final Consumer<Sent> observer;
    private boolean refusing;

    public FakeEndpoint() {
        this(sent -> {});
    }

    /** @param observer sees every request at the moment it is sent */
    public FakeEndpoint(Consumer<Sent> observer) {
        this.observer = observer;
    }

    @Override
    public List<ListeningPoint> listeningPoints() {
        return List.of(new ListeningPoint("udp", "127.0.0.1", 5060));
    }

    /** From now on nothing can be sent. */
    public void refuse() {
        refusing = true;
    }

    @Override
    public void send(SipRequest request, ResponseListener listener) {
        if (refusing) {
            throw new IllegalStateException("stopped");
        }
        Sent leaving = new Sent(request, listener);
        sent.add(leaving);
        observer.accept(leaving);
    }

    /** The oldest request that was not looked at. */
    public Sent next() {
        if (sent.isEmpty()) {
            throw new AssertionError("nothing was sent");
        }
        return sent.remove();
    }

    public boolean isQuiet() {
        return sent.isEmpty();
    }

    public int waiting() {
        return sent.size();
    }

    /** Everything that was not looked at. */
    public List<Sent> all() {
        List<Sent> all = new ArrayList<>(sent);
        sent.clear();
        return all;
    }

    /** One request that was sent, and the way to answer it. */
    public static final class Sent {
        private final SipRequest request;
        private final ResponseListener listener;

        Sent(SipRequest request, ResponseListener listener) {
            this.request = request;
            this.listener = listener;
        }

        public SipRequest request() {
            return request;
        }

        public String expires() {
            return request.header("Expires").orElse("");
        }

        public void answer(SipResponse response) {
            listener.onResponse(response);
        }

        public void answer(int code) {
            answer(SipResponse.to(request, code));
        }
    }
}
