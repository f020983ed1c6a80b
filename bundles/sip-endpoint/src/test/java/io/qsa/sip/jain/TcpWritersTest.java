package io.qsa.sip.jain;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.qsa.sip.ListeningPoint;
import io.qsa.sip.timer.VirtualTimers;
import io.qsa.sip.transport.Flow;

import static org.assertj.core.api.Assertions.assertThat;

class TcpWritersTest {
    private final Flow flow = new Flow(
            new ListeningPoint("tcp", "127.0.0.1", 5060),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 5062));
    private final TcpWriters writers = new TcpWriters(new RiThreads(), new VirtualTimers(), cut -> {});

    @AfterEach
    void stop() {
        writers.close();
    }

    @Test
    void aWriteThatFailsInAnyWayDoesNotHoldUpTheNext() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);

        writers.submit(flow, TcpWritersTest::fail, failure -> failed.countDown());
        writers.submit(flow, written::countDown, failure -> {});

        assertThat(failed.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(written.await(5, TimeUnit.SECONDS)).isTrue();
    }

    private static void fail() throws IOException {
        throw new IllegalStateException("as it must be in this test");
    }
}
