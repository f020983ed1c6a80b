package io.qsa.sip.jain;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.sip.SipStack;
import javax.sip.message.Response;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPMessageValve;

import io.qsa.sip.ListeningPoint;
import io.qsa.sip.transport.Flow;
import io.qsa.sip.transport.Receiver;

/** Where each datagram leaves the RI, before the RI would look at it. Safe for any thread. */
final class Inlet implements SIPMessageValve {
    private final Receiver receiver;
    private final Map<MessageProcessor, ListeningPoint> points = new ConcurrentHashMap<>();

    Inlet(Receiver receiver) {
        this.receiver = receiver;
    }

    void attach(MessageProcessor processor, ListeningPoint point) {
        points.put(processor, point);
    }

    void detach(MessageProcessor processor) {
        points.remove(processor);
    }

    /** @return false: the RI is done with the datagram */
    @Override
    public boolean processRequest(SIPRequest request, MessageChannel channel) {
        ListeningPoint point = points.get(channel.getMessageProcessor());
        if (point != null) {
            InetSocketAddress peer =
                    new InetSocketAddress(channel.getPeerPacketSourceAddress(), channel.getPeerPacketSourcePort());
            receiver.onMessage(((RawMessage) request).bytes(), new Flow(point, peer));
        }
        return false;
    }

    /** Every message is a request to the RI. */
    @Override
    public boolean processResponse(Response response, MessageChannel channel) {
        return false;
    }

    @Override
    public void init(SipStack stack) {
        // Not called for a valve that is added by hand.
    }

    @Override
    public void destroy() {
        // Nothing to end.
    }
}
