package io.qsa.itests.pa.phone;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import io.qsa.SubscriptionRequest;
import io.qsa.itests.PlatformTest;
import io.qsa.itests.Recorder;
import io.qsa.itests.peer.SipClient;
import io.qsa.itests.peer.SipText;

import static org.awaitility.Awaitility.await;

/** Our presence agent on a network link that phones use, without delays and with brief expiries. */
abstract class PhoneTest extends PlatformTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Pattern ALGORITHM = Pattern.compile("algorithm=([^,]+)");

    @TempDir
    private Path directory;

    private VirtualLink link;

    @BeforeEach
    final void openLink() {
        link = closing(VirtualLink.open());
        config(SIP, "listen", "udp:127.0.0.1:" + sipPort() + ", udp:" + link.address() + ":" + sipPort());
        config(PA, "accept_internal_subscriptions", "true", "notify_interval", "0", "min_expires", "1");
        await("the agent answers over SIP")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> fetch(ALICE).status() == 200);
    }

    private String challenge(String user) {
        return ALGORITHM
                .matcher(fetch(uri(user)).toString())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.joining(", "));
    }

    /** Some phones do not try again after a 503. */
    private SipText fetch(String uri) {
        try (SipClient stranger = new SipClient(sipPort())) {
            return stranger.request("SUBSCRIBE", uri, "Event: presence\nExpires: 0", "");
        }
    }

    /** From now on SIP users have to prove who they are; their password is "secret". */
    final void digest() {
        config(PA, "auth", "rules", "rules_directory", Rules.allowingEverybody(directory, link.address()));
        await("strangers are challenged")
                .atMost(PATIENCE)
                .until(() -> fetch(ALICE).status() == 401);
    }

    /** A user of the phones, who has a password, and is challenged with these algorithms; those of the agent if empty. */
    final void user(String name, String algorithms) {
        config(
                "io.qsa.pa.users~" + name,
                "username",
                name,
                "uris",
                uri(name),
                ".password",
                "secret",
                "algorithms",
                algorithms);
        platform().awaitService("io.qsa.sip.notifier.users.PresenceUsers");
        String expected = algorithms.isEmpty() ? "SHA-256, MD5" : algorithms;
        await(name + " is challenged with " + expected).atMost(PATIENCE).until(() -> challenge(name)
                .equals(expected));
    }

    final VirtualLink link() {
        return link;
    }

    /** A directory for the files of a phone. */
    final Path directory(String phone) {
        return directory.resolve(phone);
    }

    /** Kamailio between the phones and the agent. */
    final Registrar registrar() throws IOException {
        return closing(Registrar.start(directory("registrar"), link.address(), agent()));
    }

    final String agent() {
        return link.address() + ":" + sipPort();
    }

    final String uri(String user) {
        return "sip:" + user + "@" + link.address();
    }

    /** Bob watches somebody, through the API. */
    final Recorder watch(String uri) {
        Recorder bob = new Recorder();
        closing(qsa().subscribe(SubscriptionRequest.presence(uri, BOB), bob));
        return bob;
    }
}
