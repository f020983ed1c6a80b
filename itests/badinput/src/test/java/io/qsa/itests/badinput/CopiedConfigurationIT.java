package io.qsa.itests.badinput;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

import io.qsa.itests.PlatformTest;
import io.qsa.itests.Recorder;
import io.qsa.itests.peer.FreePort;
import io.qsa.itests.peer.SipClient;
import io.qsa.spi.Notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * F160, F161: a copy of a configuration file, such as {@code etc/io.qsa.sip-backup.cfg}, becomes an instance of a
 * factory that does not exist. It changes nothing, and is reported.
 */
class CopiedConfigurationIT extends PlatformTest {
    private static final String FILE = "felix.fileinstall.filename";
    private static final String NOT_USED = "is not used, for there is only one configuration";
    private static final String COPY = "file:/etc/io.qsa.sip-backup.cfg";

    @Test
    void aCopyThatIsThereAtTheStartChangesNothing() throws BundleException {
        int other = FreePort.next();
        Bundle sip = platform().bundle(SIP);
        sip.stop();
        config(SIP + "~backup", "listen", "udp:127.0.0.1:" + other, FILE, COPY);

        sip.start();

        await().until(() -> answersAt(sipPort()));
        assertThat(answersAt(other)).isFalse();
        assertThat(errors()).singleElement().asString().contains(COPY, "io.qsa.sip.cfg");
    }

    @Test
    void theFileOfThePidItselfIsStillFollowed() throws BundleException {
        int other = FreePort.next();
        int later = FreePort.next();
        Bundle sip = platform().bundle(SIP);
        sip.stop();
        config(SIP + "~backup", "listen", "udp:127.0.0.1:" + other, FILE, COPY);
        sip.start();

        config(SIP, "listen", "udp:127.0.0.1:" + later);

        await().until(() -> answersAt(later));
        assertThat(answersAt(other)).isFalse();
    }

    @Test
    void aCopyThatIsMadeAndEditedLaterChangesNothing() throws InterruptedException {
        config(PA, "notify_interval", "0");
        config(B2B, "presence_outbound_proxy", "sip:127.0.0.1:" + sipPort(), "on_error_retry_time", "1");
        Recorder bob = bobWatchesAlice();
        publish(ALICE, "at first");
        bob.awaitText("at first");
        int other = FreePort.next();

        config(SIP + "~backup", "listen", "udp:127.0.0.1:" + other, FILE, COPY);
        config(SIP + "~backup", "max_body_size", "1000");

        assertThat(answersAt(sipPort())).isTrue();
        assertThat(answersAt(other)).isFalse();
        assertThat(errors()).hasSize(1);
        publish(ALICE, "unharmed");
        bob.awaitText("unharmed");
    }

    /** If there is no Config Admin yet when a bundle starts, its copies are found when that is registered. */
    @Test
    void aCopyIsFoundWhenConfigAdminComesLater() throws BundleException {
        int other = FreePort.next();
        Bundle admin = platform().bundle("org.apache.felix.configadmin");
        Bundle sip = platform().bundle(SIP);
        sip.stop();
        config(SIP + "~backup", "listen", "udp:127.0.0.1:" + other, FILE, COPY);
        admin.stop();
        sip.start();

        admin.start();

        await().until(() -> answersAt(sipPort()));
        await().until(() -> !answersAt(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.qsa.presence_b2b", "io.qsa.pa", "io.qsa.broker"})
    void ofEveryComponentThereIsOne(String pid) throws BundleException {
        Bundle bundle = platform().bundle(pid.replace('_', '.'));
        bundle.stop();
        config(pid + "~backup", "stop_timeout", "1");
        config(pid + "~old", "stop_timeout", "1");

        bundle.start();

        await().untilAsserted(() -> assertThat(errors()).hasSize(2).allMatch(line -> line.contains(pid + "~")));
        assertThat(notifiers()).containsExactlyInAnyOrder("pa", "presence_b2b");
    }

    /** After the copy is removed, it is not reported any more. */
    @Test
    void aCopyThatGoesIsForgotten() throws BundleException {
        config(SIP + "~backup", "listen", "udp:127.0.0.1:" + FreePort.next(), FILE, COPY);
        platform().configurations().delete(SIP + "~backup");
        Bundle sip = platform().bundle(SIP);
        sip.stop();

        sip.start();

        await().until(() -> answersAt(sipPort()));
        assertThat(platform().log().lines("| ERROR |", NOT_USED)).hasSize(1);
    }

    private List<Object> notifiers() {
        try {
            return Arrays.stream(platform().context().getAllServiceReferences(Notifier.class.getName(), null))
                    .map((ServiceReference<?> reference) -> reference.getProperty(Notifier.NAME))
                    .toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean answersAt(int port) {
        try (SipClient anybody = new SipClient(port)) {
            return anybody.hearsFromServer();
        }
    }

    private List<String> errors() {
        return platform().log().errors();
    }

    @Override
    protected boolean isExpectedError(String line) {
        // Declarative Services did not see the copy created, and log a complaint when it is deleted.
        return line.contains(NOT_USED)
                || line.contains("this pid is already supplied as a singleton")
                || line.contains("Unexpected problem delivering configuration event");
    }
}
