package io.qsa.sip.endpoint.internal.core;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import io.qsa.sip.ListeningPoint;
import io.qsa.sip.MalformedMessageException;
import io.qsa.sip.SipMessage;
import io.qsa.sip.SipParser;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

/** A scripted peer with a raw datagram socket. */
final class UdpPeer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 5000;

    private final DatagramSocket socket;
    private int lastSource;

    UdpPeer() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The port from which the last message came. */
    int lastSource() {
        return lastSource;
    }

    String uri() {
        return "sip:peer@127.0.0.1:" + port();
    }

    void send(String message, ListeningPoint to) throws IOException {
        send(message.getBytes(StandardCharsets.UTF_8), to.port());
    }

    void send(SipMessage message, int port) throws IOException {
        send(message.toBytes(), port);
    }

    void send(byte[] bytes, int port) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
    }

    SipRequest receiveRequest() throws IOException {
        return (SipRequest) receive(PATIENCE_MILLIS).orElseThrow(() -> new IOException("no request came"));
    }

    SipResponse receiveResponse() throws IOException {
        return (SipResponse) receive(PATIENCE_MILLIS).orElseThrow(() -> new IOException("no response came"));
    }

    /** The next message; empty if none arrives in that time. */
    Optional<SipMessage> receive(int millis) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65535], 65535);
        socket.setSoTimeout(millis);
        try {
            socket.receive(packet);
            lastSource = packet.getPort();
            return Optional.of(SipParser.parse(Arrays.copyOf(packet.getData(), packet.getLength())));
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } catch (MalformedMessageException e) {
            throw new IOException("the endpoint sent no SIP: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
