package io.qsa.itests.peer.crowd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.qsa.itests.peer.DigestAccount;
import io.qsa.itests.peer.SipText;

import static org.assertj.core.api.Assertions.assertThat;

/** Many SIP user agents behind one UDP socket, with retransmissions. Safe for any thread. */
public final class Crowd implements AutoCloseable {
    /** How many requests may wait for their answer at a time, so that no buffer overflows. */
    public static final int MOST_IN_FLIGHT = 200;

    private static final int BUFFER = 1 << 24;
    private static final int T1_MILLIS = 500;

    private final DatagramChannel channel = DatagramChannel.open();
    private final Map<String, Member> members = new ConcurrentHashMap<>();
    private final InetSocketAddress server;
    private final InetSocketAddress here;
    private final DigestAccount account;
    private final Thread reader = new Thread(this::read, "crowd");
    private final ScheduledExecutorService retransmissions = Executors.newSingleThreadScheduledExecutor();
    private volatile CountDownLatch marked = new CountDownLatch(0);

    /** A crowd without authentication. */
    public Crowd(int serverPort) throws IOException {
        this(serverPort, new DigestAccount("nobody", ""));
    }

    /** @param account the credentials of all members */
    public Crowd(int serverPort, DigestAccount account) throws IOException {
        this.account = account;
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

    DigestAccount account() {
        return account;
    }

    /** Host and port of all members. */
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

    /** Makes every member send a request, not too many at once, and expects 200 for each. */
    public static <M extends Member> void each(
            List<M> members, Function<M, CompletableFuture<SipText>> action, Duration patience)
            throws InterruptedException {
        Semaphore inFlight = new Semaphore(MOST_IN_FLIGHT);
        Queue<String> refusals = new ConcurrentLinkedQueue<>();
        for (M member : members) {
            acquire(inFlight, 1, patience);
            action.apply(member).whenComplete((answer, failure) -> {
                if (answer.status() != 200) {
                    refusals.add(answer.startLine() + " for " + member.uri());
                }
                inFlight.release();
            });
        }
        acquire(inFlight, MOST_IN_FLIGHT, patience);
        assertThat(refusals).isEmpty();
    }

    private static void acquire(Semaphore inFlight, int permits, Duration patience) throws InterruptedException {
        if (!inFlight.tryAcquire(permits, patience.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("no answer comes any more");
        }
    }

    /** Returns when everything received so far has been read. */
    public void drain() throws InterruptedException {
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
