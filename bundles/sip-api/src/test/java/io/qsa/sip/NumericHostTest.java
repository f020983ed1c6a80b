package io.qsa.sip;

import java.net.InetAddress;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class NumericHostTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "255.249.199.9, 255.249.199.9",
        "01.2.3.4, 1.2.3.4",
        "[::1], 0:0:0:0:0:0:0:1",
        "[2001:DB8::192.0.2.1], 2001:db8:0:0:0:0:c000:201"
    })
    void readsAddresses(String host, String address) {
        assertThat(NumericHost.parse(host)).map(InetAddress::getHostAddress).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "1.2.3",
                "1.2.3.4.5",
                "1..3.4",
                "1.2.3.",
                "256.2.3.4",
                "001.2.3.4",
                "1.2.3.x",
                "1.2.3.-4",
                "::1",
                "[::1",
                "[1:2]"
            })
    void takesNothingElseForOne(String host) {
        assertThat(NumericHost.parse(host)).isEmpty();
    }
}
