package io.qsa.sip.jain.internal;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** One UDP socket, the threads that read it and those that send over it. */
@Timeout(20)
class UdpSocketTest {
    private final List<Thread> threads = new ArrayList<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private UdpSocket socket;
    private DatagramSocket peer;

    @BeforeEach
    void open() throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        socket = UdpSocket.bind(new InetSocketAddress(loopback, 0), Runnable::run);
        peer = new DatagramSocket(0, loopback);
        UdpReaders readers = new UdpReaders(socket, this::take);
        start(readers::lead);
        start(readers::help);
    }

    private void start(Runnable task) {
        threads.add(new Thread(task));
        threads.get(threads.size() - 1).start();
    }

    private void take(byte[] bytes, InetSocketAddress from) {
        String text = new String(bytes, StandardCharsets.US_ASCII);
        if (text.startsWith("slow")) {
            awaitRelease();
        } else if (text.startsWith("bad")) {
            throw new IllegalStateException("a bug");
        }
        heard.add(text);
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void threadsEndWithTheSocket() throws Exception {
        release.countDown();
        socket.close();
        peer.close();
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(5));
            assertThat(thread.isAlive()).isFalse();
        }
    }

    private void tell(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        peer.send(new DatagramPacket(bytes, bytes.length, InetAddress.getByName("127.0.0.1"), socket.port()));
    }

    private String next() throws InterruptedException {
        return heard.poll(5, TimeUnit.SECONDS);
    }

    @Test
    void whatTakesLongHoldsUpNobody() throws Exception {
        tell("slow");
        tell("quick");
        assertThat(next()).isEqualTo("quick");
        release.countDown();
        assertThat(next()).isEqualTo("slow");
    }

    @Test
    void whatFailsIsNotTheEnd() throws Exception {
        tell("bad");
        threads.get(0).interrupt();
        tell("good");
        assertThat(next()).isEqualTo("good");
    }

    @Test
    void whatKeepsAliveIsNoMessage() throws Exception {
        tell("\r\n\r\n");
        tell("");
        tell("message");
        assertThat(next()).isEqualTo("message");
    }

    @Test
    void manySendAtTheSameTimeAndAllOfItIsSentInTheOrderOfEach() throws Exception {
        int each = 50;
        for (int i = 0; i < 4; i++) {
            int number = i;
            start(() -> sendMany(number, each));
        }
        peer.setSoTimeout(5000);
        int[] received = new int[4];
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        for (int i = 0; i < 4 * each; i++) {
            peer.receive(packet);
            String[] words =
                    new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII).split("[.]");
            assertThat(Integer.parseInt(words[1])).isEqualTo(received[Integer.parseInt(words[0])]++);
        }
    }

    private void sendMany(int number, int count) {
        InetSocketAddress to = (InetSocketAddress) peer.getLocalSocketAddress();
        for (int i = 0; i < count; i++) {
            byte[] bytes = (number + "." + i).getBytes(StandardCharsets.US_ASCII);
            socket.send(bytes, to, failure -> heard.add(failure.toString()));
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void whatCannotBeSentIsToldToWhoSentIt() throws IOException {
        List<IOException> failures = new ArrayList<>();
        socket.send(new byte[70_000], (InetSocketAddress) peer.getLocalSocketAddress(), failures::add);
        socket.send(new byte[1], new InetSocketAddress(InetAddress.getByName("::1"), 5060), failures::add);
        socket.send(new byte[1], InetSocketAddress.createUnresolved("nowhere.invalid", 5060), failures::add);
        socket.close();
        socket.send(new byte[1], (InetSocketAddress) peer.getLocalSocketAddress(), failures::add);
        assertThat(failures).hasSize(4);
    }
}
