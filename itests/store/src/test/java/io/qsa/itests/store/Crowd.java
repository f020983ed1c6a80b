package io.qsa.itests.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.qsa.itests.peer.SipText;

/** Many SIP user agents behind one UDP socket, with retransmissions. Safe for any thread. */
final class Crowd implements AutoCloseable {
    private static final int BUFFER = 1 << 24;
    private static final int T1_MILLIS = 500;

    private final DatagramChannel channel = DatagramChannel.open();
    private final Map<String, Member> members = new ConcurrentHashMap<>();
    private final InetSocketAddress server;
    private final InetSocketAddress here;
    private final Thread reader = new Thread(this::read, "crowd");
    private final ScheduledExecutorService retransmissions = Executors.newSingleThreadScheduledExecutor();
    private volatile CountDownLatch marked = new CountDownLatch(0);

    Crowd(int serverPort) throws IOException {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        here = (InetSocketAddress) channel.getLocalAddress();
        reader.start();
        retransmissions.scheduleWithFixedDelay(
                () -> members.values().forEach(Member::retransmit), T1_MILLIS, T1_MILLIS, TimeUnit.MILLISECONDS);
    }

    void add(Member member) {
        members.put(member.callId(), member);
    }

    /** Host and port of everybody. */
    String address() {
        return "127.0.0.1:" + here.getPort();
    }

    void send(String text) {
        send(text.replace("\n", "\r\n"), server);
    }

    private void send(String text, InetSocketAddress to) {
        try {
            channel.send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when everything that has come in so far is read. */
    void drain() throws InterruptedException {
        marked = new CountDownLatch(1);
        send("mark", here);
        if (!marked.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the crowd reads nothing any more");
        }
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocate(65_536);
        try {
            while (true) {
                buffer.clear();
                channel.receive(buffer);
                String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
                if (text.equals("mark")) {
                    marked.countDown();
                } else {
                    deliver(new SipText(text));
                }
            }
        } catch (ClosedChannelException end) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deliver(SipText message) {
        Member member = members.get(message.header("Call-ID"));
        if (member != null) {
            member.onMessage(message);
        }
    }

    @Override
    public void close() throws IOException {
        retransmissions.shutdownNow();
        channel.close();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
