package io.qsa.sip.endpoint.internal.core;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.qsa.sip.ListeningPoint;
import io.qsa.sip.MalformedMessageException;
import io.qsa.sip.SipMessage;
import io.qsa.sip.SipParser;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

/** A scripted peer with one raw connection. */
final class TcpPeer implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?im)^(?:Content-Length|l)\\s*:\\s*(\\d+)");
    private static final int PATIENCE_MILLIS = 5000;

    private final Socket socket;

    private TcpPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    static TcpPeer connectTo(ListeningPoint point) throws IOException {
        return new TcpPeer(new Socket(InetAddress.getLoopbackAddress(), point.port()));
    }

    static TcpPeer over(Socket socket) throws IOException {
        return new TcpPeer(socket);
    }

    static TcpPeer acceptedBy(ServerSocket server) throws IOException {
        server.setSoTimeout(PATIENCE_MILLIS);
        return new TcpPeer(server.accept());
    }

    static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    int port() {
        return socket.getLocalPort();
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void send(SipMessage message) throws IOException {
        socket.getOutputStream().write(message.toBytes());
    }

    SipRequest receiveRequest() throws IOException {
        return (SipRequest) receive();
    }

    SipResponse receiveResponse() throws IOException {
        return (SipResponse) receive();
    }

    private SipMessage receive() throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the endpoint closed the connection");
            }
            bytes.write(next);
        }
        Matcher length = LENGTH.matcher(bytes.toString(StandardCharsets.ISO_8859_1));
        if (!length.find()) {
            throw new IOException("no Content-Length");
        }
        bytes.writeBytes(in.readNBytes(Integer.parseInt(length.group(1))));
        try {
            return SipParser.parse(bytes.toByteArray());
        } catch (MalformedMessageException e) {
            throw new IOException("the endpoint sent no SIP: " + e.getMessage(), e);
        }
    }

    String readText(int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
    }

    /** Whether the endpoint has ended the connection. */
    boolean isEnded() throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
