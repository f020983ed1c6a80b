package io.qsa.sip.endpoint.internal.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.qsa.base.timer.VirtualTimers;
import io.qsa.sip.SipUri;
import io.qsa.sip.endpoint.internal.transport.Target;

import static org.assertj.core.api.Assertions.assertThat;

class DnsResolverTest {
    private static final Reach EVERYWHERE = new Reach() {
        @Override
        public boolean speaks(String transport) {
            return true;
        }

        @Override
        public boolean reaches(Class<? extends InetAddress> family) {
            return true;
        }
    };

    private final VirtualTimers time = new VirtualTimers();
    private final BlockingQueue<List<Target>> found = new LinkedBlockingQueue<>();
    private final DnsServer server = new DnsServer();
    private volatile DnsSettings settings = new DnsSettings(List.of(server.address()), Duration.ofSeconds(10), 3);
    private final DnsResolver resolver = new DnsResolver(() -> settings, EVERYWHERE, time::now);

    DnsResolverTest() throws IOException {
        server.put("a.example.com", 60, "A", "192.0.2.1");
    }

    @AfterEach
    void stop() throws IOException {
        resolver.close();
        server.close();
    }

    private String resolve(String uri) throws InterruptedException {
        resolver.resolve(SipUri.parse(uri), found::add);
        List<Target> targets = found.poll(10, TimeUnit.SECONDS);
        return targets.stream().map(Target::toString).toList().toString();
    }

    @Test
    @DisplayName("C13: a numeric host needs no look-up and is there at once")
    void takesNumericHostsAtOnce() {
        resolver.resolve(SipUri.parse("sip:192.0.2.7"), found::add);
        resolver.resolve(SipUri.parse("sips:[2001:db8::7]"), found::add);

        assertThat(found.poll()).hasToString("[udp:192.0.2.7:5060]");
        assertThat(found.poll()).hasToString("[tls:[2001:db8:0:0:0:0:0:7]:5061]");
        assertThat(server.questions).isEmpty();
    }

    @Test
    @DisplayName("F113 X40: maddr names the host to which a request goes, beside the port of the URI")
    void goesWhereMaddrSays() throws InterruptedException {
        assertThat(resolve("sip:m@192.0.2.9:5070;maddr=127.0.0.1")).isEqualTo("[udp:127.0.0.1:5070]");
        assertThat(resolve("sip:m@192.0.2.9:5070")).isEqualTo("[udp:192.0.2.9:5070]");
        assertThat(resolve("sip:m@192.0.2.9:5070;maddr=A.example.com")).isEqualTo("[udp:192.0.2.1:5070]");
        assertThat(resolve("sip:m@a.example.com:5070;maddr=[2001:db8::7]"))
                .isEqualTo("[udp:[2001:db8:0:0:0:0:0:7]:5070]");
        assertThat(resolve("sip:m@192.0.2.9;maddr=")).isEqualTo("[udp:192.0.2.9:5060]");
    }

    @Test
    void tellsNumericHostsApartByTransportAndPort() throws InterruptedException {
        assertThat(resolve("sip:192.0.2.7")).isEqualTo("[udp:192.0.2.7:5060]");
        assertThat(resolve("sip:192.0.2.8")).isEqualTo("[udp:192.0.2.8:5060]");
        assertThat(resolve("sip:192.0.2.8:5070")).isEqualTo("[udp:192.0.2.8:5070]");
        assertThat(resolve("sip:192.0.2.8:5070;transport=tcp")).isEqualTo("[tcp:192.0.2.8:5070]");
        assertThat(resolve("sip:bob@192.0.2.8:5070;transport=TCP")).isEqualTo("[tcp:192.0.2.8:5070]");
    }

    @Test
    @DisplayName("C14: remembers what was found for as long as it is true")
    void remembersByTtl() throws InterruptedException {
        assertThat(resolve("sip:a.example.com:5060")).isEqualTo("[udp:192.0.2.1:5060]");
        int asked = server.questions.size();
        time.advance(39_000);
        assertThat(resolve("sip:bob@A.example.com:5060;lr")).isEqualTo("[udp:192.0.2.1:5060]");
        assertThat(server.questions).hasSize(asked);

        time.advance(22_000);
        assertThat(resolve("sip:a.example.com:5060")).isEqualTo("[udp:192.0.2.1:5060]");
        assertThat(server.questions).hasSizeGreaterThan(asked);
    }

    @Test
    @DisplayName("C14: remembers, for a while, that a name is not there")
    void remembersWhatIsNotThere() throws InterruptedException {
        assertThat(resolve("sip:b.example.com:5060")).isEqualTo("[]");
        int asked = server.questions.size();
        assertThat(resolve("sip:b.example.com:5060")).isEqualTo("[]");
        assertThat(server.questions).hasSize(asked);

        server.put("b.example.com", 60, "A", "192.0.2.2");
        time.advance(41_000);
        assertThat(resolve("sip:b.example.com:5060")).isEqualTo("[udp:192.0.2.2:5060]");
    }

    @Test
    @DisplayName("C14: a crowd that asks at the same time makes one look-up, and no caller waits for it")
    void sharesOneLookUp() throws Exception {
        CountDownLatch all = new CountDownLatch(1);
        server.behave((honest, tcp) -> {
            await(all);
            return List.of(honest);
        });
        for (int i = 0; i < 1000; i++) {
            resolver.resolve(SipUri.parse("sip:user" + i + "@a.example.com:5060"), found::add);
        }
        assertThat(found).isEmpty();
        all.countDown();

        for (int i = 0; i < 1000; i++) {
            assertThat(found.poll(10, TimeUnit.SECONDS)).hasSize(1);
        }
        assertThat(server.questions.stream().distinct()).hasSameSizeAs(server.questions);
    }

    /** F80: an exception of one request does not affect the others. */
    @Test
    void aRequestThatFailsLeavesTheOthersTheirAnswer() throws Exception {
        CountDownLatch all = new CountDownLatch(1);
        server.behave((honest, tcp) -> {
            await(all);
            return List.of(honest);
        });
        resolver.resolve(SipUri.parse("sip:a.example.com:5060"), targets -> {
            throw new IllegalStateException("thrown by a test");
        });
        resolver.resolve(SipUri.parse("sip:a.example.com:5060"), found::add);
        all.countDown();

        assertThat(found.poll(10, TimeUnit.SECONDS)).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("C14: the number of look-ups that wait is bounded; what is over finds nothing at once")
    void refusesTooMany() {
        server.behave((honest, tcp) -> List.of());
        for (int i = 0; i < 1500; i++) {
            resolver.resolve(SipUri.parse("sip:h" + i + ".example.com:5060"), found::add);
        }

        assertThat(found).hasSizeBetween(400, 500);
    }

    @Test
    @DisplayName("C14: while the name servers are away, what was known last is used")
    void usesTheLastKnownWhenNobodyAnswers() throws InterruptedException {
        assertThat(resolve("sip:a.example.com:5060")).isEqualTo("[udp:192.0.2.1:5060]");
        time.advance(100_000);
        InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
        settings = new DnsSettings(List.of(nobody), Duration.ofSeconds(1), 3);

        assertThat(resolve("sip:a.example.com:5060")).isEqualTo("[udp:192.0.2.1:5060]");
        resolver.clear();
        assertThat(resolve("sip:a.example.com:5060")).isEqualTo("[]");
    }

    @Test
    @DisplayName("C14: remembers no more next hops than it may")
    void forgetsTheLeastUsed() throws InterruptedException {
        for (String host : List.of("a", "b", "a", "c", "a", "d")) {
            resolve("sip:" + host + ".example.com:5060");
        }
        int asked = server.questions.size();

        resolve("sip:a.example.com:5060");
        assertThat(server.questions).hasSize(asked);
        resolve("sip:b.example.com:5060");
        assertThat(server.questions).hasSizeGreaterThan(asked);
    }

    @Test
    @DisplayName("C14: the system's file of hosts comes before the DNS")
    void readsTheFileOfHosts(@TempDir Path directory) throws Exception {
        Path hosts = Files.writeString(directory.resolve("hosts"), "192.0.2.9 a.example.com other\n");
        try (DnsResolver own = new DnsResolver(() -> settings, EVERYWHERE, time::now, new SystemNames(hosts))) {
            own.resolve(SipUri.parse("sip:a.example.com"), found::add);
            assertThat(found.poll(10, TimeUnit.SECONDS)).hasToString("[udp:192.0.2.9:5060]");
            assertThat(server.questions).isEmpty();
        }
    }

    @Test
    void endsWhatWaitsWhenItCloses() throws InterruptedException {
        server.behave((honest, tcp) -> List.of());
        for (int i = 0; i < 50; i++) {
            resolver.resolve(SipUri.parse("sip:h" + i + ".example.com:5060"), found::add);
        }
        resolver.close();

        for (int i = 0; i < 50; i++) {
            assertThat(found.poll(5, TimeUnit.SECONDS)).isEmpty();
        }
        resolver.resolve(SipUri.parse("sip:a.example.com:5060"), found::add);
        assertThat(found.poll()).isEmpty();
    }
}
