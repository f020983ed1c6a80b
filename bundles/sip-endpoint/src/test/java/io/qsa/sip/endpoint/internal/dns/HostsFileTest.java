package io.qsa.sip.endpoint.internal.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class HostsFileTest {
    private static final String TEXT = "# 192.0.2.9 proxy.example.com\n\n"
            + "192.0.2.1\tProxy.Example.com proxy # 192.0.2.8 old.example.com\n"
            + "2001:db8::1 proxy.example.com.\n"
            + "fe80::1%lo0 linked.example.com\n"
            + "no-address broken.example.com\n";

    @TempDir
    private Path folder;

    private HostsFile file() throws IOException {
        return new HostsFile(Files.writeString(folder.resolve("hosts"), TEXT));
    }

    /** F73: RFC 4343. */
    @ParameterizedTest
    @CsvSource({"proxy.example.com", "Proxy.Example.com", "PROXY.EXAMPLE.COM", "proxy.example.com."})
    void namesHaveNoCase(String name) throws IOException {
        assertThat(file().addressesOf(name))
                .extracting(InetAddress::getHostAddress)
                .containsExactly("192.0.2.1", "2001:db8:0:0:0:0:0:1");
    }

    @ParameterizedTest
    @CsvSource({"old.example.com", "192.0.2.1", "broken.example.com", "example.com"})
    void whatIsNoNameOfALineIsNotFound(String name) throws IOException {
        assertThat(file().addressesOf(name)).isEmpty();
    }

    @Test
    void aSystemWithoutTheFileHasNoNamesInIt() {
        assertThat(new HostsFile(folder.resolve("none")).addressesOf("localhost"))
                .isEmpty();
    }
}
