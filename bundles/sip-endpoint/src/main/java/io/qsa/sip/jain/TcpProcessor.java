package io.qsa.sip.jain;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.TCPMessageChannel;
import gov.nist.javax.sip.stack.TCPMessageProcessor;

/** The RI's acceptor of connections, with a way to write to one. Safe for any thread. */
final class TcpProcessor extends TCPMessageProcessor {
    TcpProcessor(InetAddress address, SIPTransactionStack stack, int port) {
        super(address, stack, port);
    }

    /** Writes to the connection to that peer, or to a new one. Blocks. */
    void write(InetSocketAddress peer, byte[] message) throws IOException {
        TCPMessageChannel channel = channelTo(peer);
        try {
            channel.sendMessage(message, peer.getAddress(), peer.getPort(), true);
        } catch (IOException e) {
            forget(channel);
            throw e;
        }
    }

    /** Ends the connection to that peer. */
    void disconnect(InetSocketAddress peer) throws IOException {
        forget(channelTo(peer));
    }

    private TCPMessageChannel channelTo(InetSocketAddress peer) throws IOException {
        return (TCPMessageChannel) createMessageChannel(peer.getAddress(), peer.getPort());
    }

    /** A channel that never had a connection has no thread that would remove it. */
    private void forget(TCPMessageChannel channel) {
        channel.close();
        remove(channel);
    }
}
