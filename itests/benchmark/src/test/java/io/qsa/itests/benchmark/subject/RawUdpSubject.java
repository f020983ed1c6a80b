package io.qsa.itests.benchmark.subject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;

/** The limit: a NOTIFY is answered with the fields that an answer must repeat, and nothing is done with it. */
public final class RawUdpSubject {
    private static final int KERNEL_BUFFER = 4 << 20;
    private static final byte[] STATUS = "SIP/2.0 200 OK\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "Content-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    /** The first letters of the names Via, From, To, Call-ID and CSeq. */
    private static final String REPEATED = "VFTC";

    private RawUdpSubject() {}

    public static void main(String[] arguments) throws IOException {
        DatagramChannel channel = DatagramChannel.open()
                .setOption(StandardSocketOptions.SO_RCVBUF, KERNEL_BUFFER)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])));
        Thread answering = new Thread(() -> answer(channel), "answering");
        answering.setDaemon(true);
        answering.start();
        Orders.follow(words -> "");
    }

    private static void answer(DatagramChannel channel) {
        ByteBuffer in = ByteBuffer.allocateDirect(65536);
        ByteBuffer out = ByteBuffer.allocateDirect(65536);
        byte[] message = new byte[65536];
        try {
            while (true) {
                in.clear();
                SocketAddress peer = channel.receive(in);
                int length = in.flip().remaining();
                in.get(message, 0, length);
                out.clear();
                out.put(STATUS);
                repeat(message, length, out);
                out.put(END).flip();
                channel.send(out, peer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void repeat(byte[] message, int length, ByteBuffer out) {
        int line = next(message, 0);
        while (line < length && message[line] != '\r') {
            int next = next(message, line);
            boolean isContent = message[line] == 'C' && message[line + 1] == 'o';
            if (REPEATED.indexOf(message[line]) >= 0 && !isContent) {
                out.put(message, line, next - line);
            }
            line = next;
        }
    }

    private static int next(byte[] message, int line) {
        int i = line;
        while (message[i] != '\n') {
            i++;
        }
        return i + 1;
    }
}
