package io.qsa.presence.b2b.internal.sip;

import java.net.InetAddress;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.presence.b2b.internal.machine.RefusedNotify;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalLogTest {
    private static final InetAddress PEER = InetAddress.getLoopbackAddress();

    private final RefusalLog log = new RefusalLog();

    private static RefusedNotify at(long seconds) {
        return new RefusedNotify(400, "no XML", 1000 * seconds);
    }

    @Test
    @DisplayName("F04 X30 one line per peer and minute")
    void oneLinePerPeerAndMinute() throws Exception {
        InetAddress other = InetAddress.getByAddress(new byte[] {10, 0, 0, 1});

        assertThat(log.note(PEER, at(0), Optional.empty())).isPresent();
        assertThat(log.note(PEER, at(59), Optional.empty())).isEmpty();
        assertThat(log.note(other, at(59), Optional.empty())).isPresent();
        assertThat(log.note(PEER, at(60), Optional.empty())).isPresent();
        assertThat(log.note(PEER, at(119), Optional.empty())).isEmpty();
    }

    @Test
    @DisplayName("F04 the line counts each dialog once, and says code, place and peer")
    void theLineCountsDialogs() {
        log.note(PEER, at(0), Optional.empty());
        for (int dialog = 0; dialog < 5; dialog++) {
            log.note(PEER, at(10), Optional.empty());
            log.note(PEER, at(20), Optional.of(at(10)));
        }

        assertThat(log.note(PEER, at(70), Optional.of(at(0)))).hasValueSatisfying(line -> assertThat(line)
                .startsWith("NOTIFYs of 127.0.0.1 were refused in 6 dialogs")
                .contains("with 400: no XML"));
    }
}
