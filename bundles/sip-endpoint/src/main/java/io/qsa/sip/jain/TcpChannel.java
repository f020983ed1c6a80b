package io.qsa.sip.jain;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.TCPMessageChannel;

/**
 * The RI's reader of one connection, accepted or made by us alike. Its thread runs before its constructor has ended, so
 * it has no fields. Confined to the threads of the RI.
 */
final class TcpChannel extends TCPMessageChannel {
    TcpChannel(TcpSocket socket, SIPTransactionStack stack, TcpProcessor processor) throws IOException {
        super(socket, stack, processor, "io.qsa.sip-tcp-reader");
    }

    private TcpProcessor processor() {
        return (TcpProcessor) getMessageProcessor();
    }

    private InetSocketAddress peer() {
        return new InetSocketAddress(getPeerPacketSourceAddress(), getPeerPacketSourcePort());
    }

    /** Takes the message out of the RI. */
    @Override
    public void processMessage(SIPMessage message) {
        processor().deliver((RawMessage) message, peer());
    }

    /** Answers a keep-alive (RFC 5626 section 4.4.1). */
    @Override
    public void sendSingleCLRF() throws IOException {
        processor().write(peer(), "\r\n".getBytes(StandardCharsets.US_ASCII), 0);
    }
}
