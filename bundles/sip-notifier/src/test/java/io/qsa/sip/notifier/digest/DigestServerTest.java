package io.qsa.sip.notifier.digest;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.sip.SipRequest;
import io.qsa.sip.SipUri;
import io.qsa.sip.digest.HashFunction;
import io.qsa.sip.endpoint.internal.digest.Authentication;
import io.qsa.sip.endpoint.internal.digest.CredentialSettings;
import io.qsa.sip.endpoint.internal.digest.CredentialStore;
import io.qsa.sip.endpoint.internal.digest.DigestClient;
import io.qsa.sip.notifier.Refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** The server against the client of this endpoint. */
class DigestServerTest {
    private static final SipUri HOP = SipUri.parse("sip:127.0.0.1");

    private final AtomicLong clock = new AtomicLong(1_000_000);
    private final DigestServer server = new DigestServer(DigestServerTest::ha1, clock::get);
    private final DigestRealm realm = DigestRealm.of("there", List.of("SHA-256", "MD5"));
    private final CredentialStore credentials = new CredentialStore();
    private final DigestClient client = new DigestClient(credentials, clock::get);
    private int cseq;

    private static Optional<String> ha1(String username, String realm, String algorithm) {
        return username.equals("bob")
                ? HashFunction.named(algorithm).map(hash -> hash.of(username, realm, "zanzibar"))
                : Optional.empty();
    }

    private SipRequest request(String method) {
        cseq++;
        return SipRequest.of(method, "sip:alice@example.com")
                .with("Via", "SIP/2.0/UDP 127.0.0.1:5062;branch=z9hG4bK" + cseq)
                .with("From", "<sip:bob@example.com>;tag=bob")
                .with("To", "<sip:alice@example.com>")
                .with("Call-ID", "call-1")
                .with("CSeq", cseq + " " + method);
    }

    /** A request with credentials, after as many challenges as the client needs. */
    private SipRequest answered(SipRequest plain, String... credential) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "subscriber", "sip:bob@example.com",
                "realm", "there",
                "hosts", "127.0.0.1",
                "username", "bob",
                ".password", "zanzibar"));
        for (int i = 0; i < credential.length; i += 2) {
            values.put(credential[i], credential[i + 1]);
        }
        credentials.put("bob", CredentialSettings.parse(values));
        Authentication authentication = client.begin(plain, HOP);
        try {
            server.userOf(authentication.request(), realm);
        } catch (Refusal refusal) {
            assertThat(authentication.answers(refusal.response())).isTrue();
        }
        return authentication.request();
    }

    private List<String> challenges(SipRequest request) {
        return challenges(server, request, realm);
    }

    private static List<String> challenges(DigestServer server, SipRequest request, DigestRealm realm) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> server.userOf(request, realm));
        return refusal.response().headers("WWW-Authenticate");
    }

    private boolean isStale(SipRequest request) {
        return challenges(request).stream().allMatch(challenge -> challenge.endsWith(", stale=true"));
    }

    @Test
    @DisplayName("N13 F51: who brings no credentials is challenged, one field an algorithm, the preferred one first")
    void challengesAStranger() {
        assertThat(challenges(request("SUBSCRIBE")))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .matches("Digest realm=\"there\", nonce=\"[^\"]+\", algorithm=SHA-256, qop=\"auth\""),
                        second -> assertThat(second).contains(", algorithm=MD5, "));
    }

    @Test
    @DisplayName("F51: the order of the challenges is that of the setting")
    void challengesInTheOrderOfTheSetting() {
        DigestRealm turned = realm.with(List.of("MD5", "SHA-256"));

        assertThat(challenges(server, request("SUBSCRIBE"), turned))
                .satisfiesExactly(first -> assertThat(first).contains(", algorithm=MD5, "), second -> assertThat(second)
                        .contains(", algorithm=SHA-256, "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD5", "SHA-256"})
    void knowsAUserByARightAnswer(String algorithm) throws Refusal {
        SipRequest request = answered(request("SUBSCRIBE"), "algorithms", algorithm);

        assertThat(server.userOf(request, realm)).isEqualTo("bob");
    }

    @Test
    void takesCredentialsSentAheadWithANewCount() throws Refusal {
        server.userOf(answered(request("SUBSCRIBE")), realm);
        SipRequest second = client.begin(request("SUBSCRIBE"), HOP).request();

        assertThat(second.header("Authorization").orElseThrow()).contains("nc=00000002");
        assertThat(server.userOf(second, realm)).isEqualTo("bob");
    }

    @Test
    @DisplayName("N13: an answer that was used is worth nothing, and an honest client may try again")
    void refusesARepeatedAnswer() throws Refusal {
        SipRequest request = answered(request("SUBSCRIBE"));
        server.userOf(request, realm);

        assertThat(isStale(request)).isTrue();
    }

    @Test
    void callsAnOldNonceStale() {
        SipRequest request = answered(request("SUBSCRIBE"));
        clock.addAndGet(Duration.ofMinutes(5).toMillis() + 1);

        assertThat(isStale(request)).isTrue();
    }

    @Test
    void callsANonceOfAnEarlierRunStale() {
        SipRequest request = answered(request("SUBSCRIBE"));
        DigestServer restarted = new DigestServer(DigestServerTest::ha1, clock::get);

        assertThat(challenges(restarted, request, realm)).allMatch(challenge -> challenge.endsWith(", stale=true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mallory", "Bob", ""})
    void challengesWhoIsNotKnownLikeAnyStranger(String username) {
        SipRequest request = answered(request("SUBSCRIBE"));
        String value = request.header("Authorization").orElseThrow();
        SipRequest other = request.without("Authorization")
                .with("Authorization", value.replace("\"bob\"", "\"" + username + "\""));

        assertThat(isStale(other)).isFalse();
    }

    @Test
    void challengesAWrongPasswordWithoutStale() {
        SipRequest request = answered(request("SUBSCRIBE"), ".password", "guess");

        assertThat(isStale(request)).isFalse();
    }

    @Test
    void anAnswerCountsForItsMethodAndItsUriOnly() throws Refusal {
        SipRequest request = answered(request("SUBSCRIBE"));
        String value = request.header("Authorization").orElseThrow();

        assertThat(isStale(request("PUBLISH").with("Authorization", value))).isFalse();
        assertThat(isStale(SipRequest.of("SUBSCRIBE", "sip:carol@example.com")
                        .with("From", "<sip:bob@example.com>;tag=bob")
                        .with("Authorization", value)))
                .isFalse();
        assertThat(server.userOf(request, realm)).isEqualTo("bob");
    }

    @Test
    void anAnswerWithoutQopIsNone() {
        SipRequest request = answered(request("SUBSCRIBE"));
        String value = request.header("Authorization").orElseThrow().replace("qop=auth", "qop=auth-int");

        assertThat(challenges(request.without("Authorization").with("Authorization", value)))
                .isNotEmpty();
    }

    @Test
    @DisplayName("X27: Basic is not read")
    void basicIsNotRead() {
        SipRequest request = request("SUBSCRIBE").with("Authorization", "Basic Ym9iOnphbnppYmFy");

        assertThat(challenges(request)).isNotEmpty();
    }

    @Test
    void anotherRealmIsNotOurs() {
        SipRequest request = answered(request("SUBSCRIBE"));

        assertThat(challenges(server, request, DigestRealm.of("elsewhere", List.of("SHA-256"))))
                .isNotEmpty();
    }

    /** Seeded, so that a failure can be reproduced. */
    @Test
    @DisplayName("X11 X16: whatever the header says, somebody is known or challenged")
    void survivesEveryHeader() {
        String valid = answered(request("SUBSCRIBE")).header("Authorization").orElseThrow();
        Random random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder(valid);
            for (int change = random.nextInt(4); change >= 0; change--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.setCharAt(at, (char) (' ' + random.nextInt(95)));
                    default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(40))));
                }
            }
            String hostile = text.toString().trim();
            SipRequest request = request("SUBSCRIBE").with("Authorization", hostile);
            Refusal refusal = catchThrowableOfType(Refusal.class, () -> server.userOf(request, realm));
            assertThat(refusal == null || refusal.response().code() == 401)
                    .as(hostile)
                    .isTrue();
        }
    }

    @Test
    void aRealmIsALineAndHasAnAlgorithmThatIsKnown() {
        assertThatIllegalArgumentException().isThrownBy(() -> DigestRealm.of("a\r\nb", List.of("MD5")));
        assertThatIllegalArgumentException().isThrownBy(() -> DigestRealm.of("there", List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> DigestRealm.of("there", List.of("SHA-1")));
    }
}
