package io.qsa.sip.endpoint.internal.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.sip.ListeningPoint;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.jain.JainTransport;

import static org.assertj.core.api.Assertions.assertThat;

/** The limits of connections, and that they do not affect well-behaved peers. */
class ConnectionLimitsTest {
    private final List<AutoCloseable> open = new ArrayList<>();
    private Endpoint endpoint;
    private ListeningPoint tcp;

    private final Map<String, String> values =
            new HashMap<>(Map.of("listen", "tcp:127.0.0.1:0", "workers", "1", "read_timeout", "120"));

    private void start(String... settings) throws IOException {
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        endpoint = Endpoint.start(SipSettings.parse(values), new JainTransport());
        open.add(endpoint);
        tcp = endpoint.listeningPoints().get(0);
    }

    /** Changes a setting when the connections of the test are open, so that a slow machine is not too late. */
    private void change(String key, String value) {
        values.put(key, value);
        endpoint.apply(SipSettings.parse(values));
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private TcpPeer connect() throws IOException {
        TcpPeer peer = TcpPeer.connectTo(tcp);
        open.add(peer);
        return peer;
    }

    private static void assertIsServed(TcpPeer peer) throws IOException {
        peer.send(Samples.request("OPTIONS", "TCP", peer.port()));
        assertThat(peer.receiveResponse().code()).isEqualTo(200);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the time to wait for it").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static int threads() {
        return Thread.getAllStackTraces().size();
    }

    @Test
    @DisplayName("X19: serves others beside 1000 silent and half-message connections, and ends those in time")
    void outlivesSlowPeers() throws Exception {
        start();
        int before = threads();
        for (int i = 0; i < 500; i++) {
            connect();
            connect().send("NOTIFY sip:qsa@127.0.0.1 SIP/2.0\r\nVia: ");
        }
        await(() -> endpoint.connections() == 1000);
        assertThat(threads()).isLessThan(before + 20);
        TcpPeer good = connect();
        assertIsServed(good);

        change("read_timeout", "1");
        await(() -> endpoint.connections() == 1);
        assertIsServed(good);
    }

    @Test
    @DisplayName("X19: ends a message that comes drop by drop, but not its connection between two messages")
    void endsAMessageThatComesDropByDrop() throws Exception {
        start();
        TcpPeer good = connect();
        assertIsServed(good);
        TcpPeer slow = connect();
        assertIsServed(slow);
        change("read_timeout", "1");

        await(() -> {
            try {
                slow.send("N");
                return endpoint.connections() == 1;
            } catch (IOException e) {
                return true;
            }
        });
        assertIsServed(good);
    }

    @Test
    @DisplayName("X19: each message has its own time, also when the next one has always begun before one ends")
    void countsTheTimeOfEachMessageAlone() throws Exception {
        start();
        TcpPeer busy = connect();
        assertIsServed(busy);
        change("read_timeout", "1");

        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        String next = Samples.request("OPTIONS", "TCP", busy.port());
        busy.send(next.substring(0, 20));
        while (System.nanoTime() < end) {
            String rest = next.substring(20);
            next = Samples.request("OPTIONS", "TCP", busy.port());
            busy.send(rest + next.substring(0, 20));
            assertThat(busy.receiveResponse().code()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("X19: lets the silent give way when there are max_connections, and nobody else")
    void letsTheSilentGiveWay() throws Exception {
        start("max_connections", "2");
        TcpPeer good = connect();
        assertIsServed(good);
        TcpPeer silent = connect();
        await(() -> endpoint.connections() == 2);
        TcpPeer third = connect();
        assertIsServed(third);

        assertThat(silent.isEnded()).isTrue();
        assertThat(connect().isEnded()).isTrue();
        assertIsServed(good);
    }

    @Test
    void endsAnIdleConnection() throws Exception {
        start();
        TcpPeer peer = connect();
        assertIsServed(peer);
        change("idle_timeout", "1");

        assertThat(peer.isEnded()).isTrue();
    }

    @Test
    @DisplayName("X19: does not read from a peer that does not read, nor count the time of what it has begun to send")
    void doesNotReadFromOneWhoDoesNotRead() throws Exception {
        start("read_timeout", "1");
        try (SocketChannel peer = SocketChannel.open()) {
            peer.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
            peer.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), tcp.port()));
            peer.configureBlocking(false);
            byte[] options = Samples.request("OPTIONS", "TCP", 5060, "Subject: " + "x".repeat(400))
                    .getBytes(StandardCharsets.UTF_8);
            ByteBuffer next = ByteBuffer.wrap(options);
            long read = 0;
            long since = System.nanoTime();
            while (read == 0 || System.nanoTime() - since < TimeUnit.SECONDS.toNanos(2)) {
                peer.write(next);
                if (!next.hasRemaining()) {
                    next.rewind();
                }
                if (read < endpoint.counters().get(Count.REQUESTS_RECEIVED)) {
                    read = endpoint.counters().get(Count.REQUESTS_RECEIVED);
                    since = System.nanoTime();
                }
            }
            long before = read;
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            await(() -> {
                try {
                    assertThat(peer.read(buffer.clear())).as("not ended").isNotNegative();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return endpoint.counters().get(Count.RESPONSES_SENT) > before;
            });
            assertThat(endpoint.connections()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("X19: holds no more than 64 MB of messages that have not ended")
    void boundsWhatItHolds() throws Exception {
        start("max_message_size", "16777216");
        byte[] half = ("NOTIFY sip:qsa@127.0.0.1 SIP/2.0\r\nl: 12000000\r\n\r\n" + "x".repeat(11_000_000))
                .getBytes(StandardCharsets.UTF_8);
        int ended = 0;
        for (int i = 0; i < 8; i++) {
            try {
                connect().send(half);
            } catch (IOException e) {
                ended++;
            }
        }
        int refused = ended;
        await(() -> endpoint.connections() <= 6);
        assertThat(refused).isLessThanOrEqualTo(8 - endpoint.connections());
        assertIsServed(connect());
    }

    @Test
    void doesNotWaitForPeersThatDoNotAnswerTheirConnect() throws Exception {
        start("connect_timeout", "60");
        BlockingQueue<SipResponse> heard = new LinkedBlockingQueue<>();
        try (ServerSocket server = TcpPeer.listen()) {
            for (int i = 0; i < 50; i++) {
                endpoint.send(subscribe(deafPort()), heard::add);
            }
            endpoint.send(subscribe(server.getLocalPort()), heard::add);
            try (TcpPeer peer = TcpPeer.acceptedBy(server)) {
                peer.send(SipResponse.to(peer.receiveRequest(), 200).withToTag("there"));
                assertThat(heard.poll(10, TimeUnit.SECONDS).code()).isEqualTo(200);
            }
        }
    }

    /** A port that neither accepts nor refuses connections: its backlog is full. */
    private int deafPort() throws IOException {
        ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        open.add(deaf);
        for (int i = 0; i < 4; i++) {
            SocketChannel channel = SocketChannel.open();
            open.add(channel);
            channel.configureBlocking(false);
            channel.connect(deaf.getLocalSocketAddress());
        }
        return deaf.getLocalPort();
    }

    private static SipRequest subscribe(int port) {
        return Samples.subscribe("sip:peer@127.0.0.1:" + port + ";transport=tcp");
    }
}
