package io.qsa.sip.endpoint.internal.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NameServersTest {
    private final DnsServer server;
    private final List<InetSocketAddress> asked = new ArrayList<>();
    private final NameServers servers = new NameServers(() -> asked);

    NameServersTest() throws IOException {
        server = new DnsServer();
        asked.add(server.address());
        server.put("a.example.com", 60, "A", "192.0.2.1");
    }

    @AfterEach
    void stop() throws IOException {
        servers.close();
        server.close();
    }

    private DnsRecords lookUp(long millis) {
        return new DnsRecords(servers, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private List<String> addressesOf(String name) throws IOException {
        return lookUp(10_000).lookUp(DnsServer.name(name), Type.A).all().stream()
                .map(Record::rdataToString)
                .toList();
    }

    @Test
    @DisplayName("C14 X16: what has the wrong id, the wrong question or cannot be read is passed over")
    void takesTheAnswerToItsQuestionAlone() throws IOException {
        server.behave((honest, tcp) -> {
            Message otherId = honest.clone();
            otherId.getHeader().setID(honest.getHeader().getID() ^ 1);
            otherId.removeAllRecords(Section.ANSWER);
            Message otherQuestion = new Message(honest.getHeader().getID());
            otherQuestion.getHeader().setFlag(Flags.QR);
            otherQuestion.addRecord(DnsServer.record("evil.example.com", 0, "A", "192.0.2.66"), Section.QUESTION);
            return List.of(otherId, otherQuestion, honest);
        });

        assertThat(addressesOf("a.example.com")).containsExactly("192.0.2.1");
    }

    @Test
    @DisplayName("C14: what does not fit a datagram is asked for over TCP, 65,535 bytes at most")
    void asksOverTcpWhenTruncated() throws IOException {
        server.behave((honest, tcp) -> {
            if (tcp) {
                for (int i = 0; i < 4000; i++) {
                    honest.addRecord(
                            DnsServer.record("a.example.com", 60, "A", "10.0." + i / 250 + "." + i % 250),
                            Section.ANSWER);
                }
            } else {
                honest.removeAllRecords(Section.ANSWER);
                honest.getHeader().setFlag(Flags.TC);
            }
            return List.of(honest);
        });

        assertThat(addressesOf("a.example.com")).hasSize(100);
        assertThat(server.questions).containsExactly("A a.example.com.", "A a.example.com./tcp");
    }

    @Test
    @DisplayName("C14: aliases are followed, and those without an end are given up")
    void followsAliasesToAnEnd() throws IOException {
        server.put("www.example.com", 60, "CNAME", "a.example.com.")
                .put("one.example.com", 60, "CNAME", "two.example.com.")
                .put("two.example.com", 60, "CNAME", "one.example.com.")
                .put("self.example.com", 60, "CNAME", "self.example.com.");

        assertThat(addressesOf("www.example.com")).containsExactly("192.0.2.1");
        assertThatThrownBy(() -> addressesOf("one.example.com")).hasMessageContaining("no end");
        assertThatThrownBy(() -> addressesOf("self.example.com")).hasMessageContaining("no end");
    }

    @Test
    @DisplayName("C14: records of other names in an answer are not believed")
    void believesNothingAboutOtherNames() throws IOException {
        server.behave((honest, tcp) -> {
            honest.removeAllRecords(Section.ANSWER);
            honest.addRecord(DnsServer.record("b.example.com", 60, "A", "192.0.2.66"), Section.ANSWER);
            return List.of(honest);
        });

        assertThat(addressesOf("a.example.com")).isEmpty();
    }

    @Test
    void asksTheNextServerIfOneIsBrokenOrAway() throws IOException {
        try (DnsServer broken = new DnsServer()) {
            broken.behave((honest, tcp) -> {
                honest.getHeader().setRcode(Rcode.SERVFAIL);
                return List.of(honest);
            });
            asked.add(0, broken.address());
            asked.add(0, new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));

            assertThat(addressesOf("a.example.com")).containsExactly("192.0.2.1");
            assertThat(broken.questions).hasSize(1);
            // The one that has answered is the first from now on.
            assertThat(addressesOf("a.example.com")).containsExactly("192.0.2.1");
            assertThat(broken.questions).hasSize(1);
        }
    }

    @Test
    @DisplayName("C14: a server that says nothing costs the time that there is, and no more")
    void givesUpInTime() {
        server.behave((honest, tcp) -> List.of());
        long start = System.nanoTime();

        assertThatThrownBy(() -> lookUp(300).lookUp(DnsServer.name("a.example.com"), Type.A))
                .isInstanceOf(IOException.class);
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isBetween(250L, 5000L);
    }

    @Test
    @DisplayName("C14: a name that is not there stays so for as long as its zone says")
    void learnsHowLongANameIsUnknown() throws IOException {
        assertThat(lookUp(10_000)
                        .lookUp(DnsServer.name("b.example.com"), Type.A)
                        .seconds())
                .isEqualTo(40);
    }
}
