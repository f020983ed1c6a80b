package io.qsa.sip.endpoint.internal.digest;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.sip.SipDialog;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.SipUri;

import static org.assertj.core.api.Assertions.assertThat;

class AuthenticationTest {
    private static final SipUri HOP = SipUri.parse("sip:127.0.0.1:5070");

    private final CredentialStore store = new CredentialStore();
    private final DigestClient client = new DigestClient(store, () -> 0);
    private SipDialog dialog = SipDialog.asking("sip:bob@example.com", "sip:alice@127.0.0.1:5070", List.of());

    @BeforeEach
    void bobHasCredentials() {
        store.put("bob", Samples.credential());
    }

    private Authentication begin(String method) {
        dialog = dialog.advanced();
        return client.begin(dialog.request(method), HOP);
    }

    private static String nonce(String nonce, String... more) {
        return "Digest realm=\"there\", nonce=\"" + nonce + "\", qop=\"auth\"" + String.join("", more);
    }

    private static SipResponse challenge(Authentication at, String... fields) {
        SipResponse response = SipResponse.to(at.request(), 401);
        for (String field : fields) {
            response = response.with("WWW-Authenticate", field);
        }
        return response;
    }

    private static SipResponse proxyChallenge(SipResponse response, String realm, String nonce) {
        return response.with("Proxy-Authenticate", "Digest realm=\"" + realm + "\", nonce=\"" + nonce + "\", qop=auth");
    }

    private static List<String> answers(SipRequest request) {
        List<String> answers = new ArrayList<>(request.headers("Authorization"));
        answers.addAll(request.headers("Proxy-Authorization"));
        return answers;
    }

    private static String answer(Authentication at) {
        assertThat(answers(at.request())).hasSize(1);
        return answers(at.request()).get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUBSCRIBE", "NOTIFY", "PUBLISH"})
    @DisplayName("S20 N21: the same request again, with credentials and the next number")
    void answersAChallenge(String method) {
        Authentication at = begin(method);
        SipRequest plain = at.request();
        assertThat(answers(plain)).isEmpty();

        assertThat(at.answers(challenge(at, nonce("n1", ", opaque=\"o\"")))).isTrue();

        SipRequest again = at.request();
        assertThat(again.cseq()).isEqualTo(plain.cseq() + 1);
        assertThat(again.cseqMethod()).isEqualTo(method);
        assertThat(answer(at))
                .startsWith("Digest username=\"bob\", realm=\"there\", nonce=\"n1\", uri=\"sip:alice@127.0.0.1:5070\"")
                .contains("opaque=\"o\"")
                .endsWith("qop=auth, nc=00000001");
        assertThat(again.without("Authorization").without("CSeq").toString())
                .isEqualTo(plain.without("CSeq").toString());
        assertThat(at.answers(SipResponse.to(again, 200))).isFalse();
    }

    @Test
    @DisplayName("F113 X40: credentials are for the host to which maddr leads")
    void answersTheHostOfMaddr() {
        dialog = dialog.advanced();
        Authentication elsewhere =
                client.begin(dialog.request("SUBSCRIBE"), SipUri.parse("sip:127.0.0.1:5070;maddr=192.0.2.9"));
        Authentication here =
                client.begin(dialog.request("SUBSCRIBE"), SipUri.parse("sip:192.0.2.9:5070;maddr=127.0.0.1"));

        assertThat(elsewhere.answers(challenge(elsewhere, nonce("n1")))).isFalse();
        assertThat(here.answers(challenge(here, nonce("n1")))).isTrue();
    }

    @Test
    @DisplayName("S20: a proxy gets its answer in its own header")
    void answersAProxy() {
        Authentication at = begin("SUBSCRIBE");
        assertThat(at.answers(proxyChallenge(SipResponse.to(at.request(), 407), "there", "n1")))
                .isTrue();

        assertThat(at.request().header("Proxy-Authorization")).isPresent();
        assertThat(at.request().header("Authorization")).isEmpty();
    }

    @Test
    @DisplayName("S21: a rejected answer is for the caller, and nothing is sent ahead any more")
    void stopsWhenTheAnswerIsRejected() {
        for (int i = 0; i < 2; i++) {
            Authentication at = begin("SUBSCRIBE");
            assertThat(answers(at.request())).isEmpty();
            assertThat(at.answers(challenge(at, nonce("n1")))).isTrue();
            assertThat(at.answers(challenge(at, nonce("n2")))).isFalse();
        }
    }

    @Test
    @DisplayName("S21: a stale nonce is no failure, the same nonce twice is one")
    void answersAStaleNonceAgain() {
        Authentication at = begin("SUBSCRIBE");
        assertThat(at.answers(challenge(at, nonce("n1")))).isTrue();
        assertThat(at.answers(challenge(at, nonce("n2", ", stale=true")))).isTrue();
        assertThat(answer(at)).contains("nonce=\"n2\"");
        assertThat(at.request().cseq()).isEqualTo(3);

        assertThat(at.answers(challenge(at, nonce("n2", ", stale=true")))).isFalse();
    }

    @Test
    @DisplayName("S21 X11: a server that finds every nonce stale is given up")
    void givesUpWhenEveryNonceIsStale() {
        Authentication at = begin("SUBSCRIBE");
        int sent = 1;
        while (at.answers(challenge(at, nonce("n" + sent, ", stale=true")))) {
            sent++;
        }

        assertThat(sent).isEqualTo(6);
    }

    @Test
    @DisplayName("S22: challenges of a proxy and of the server are answered together, each with its credential")
    void answersSeveralChallengesTogether() {
        store.put("proxy", Samples.credential("realm", "on the way", "username", "robert"));
        Authentication at = begin("SUBSCRIBE");

        assertThat(at.answers(proxyChallenge(challenge(at, nonce("n1")), "on the way", "p1")))
                .isTrue();
        assertThat(at.request().cseq()).isEqualTo(2);
        assertThat(at.request().header("Authorization").orElseThrow()).contains("username=\"bob\"", "nonce=\"n1\"");
        assertThat(at.request().header("Proxy-Authorization").orElseThrow())
                .contains("username=\"robert\", realm=\"on the way\", nonce=\"p1\"");
    }

    @Test
    @DisplayName("S22: the answer for the proxy stays when the server asks after it, with its next count")
    void answersOneChallengeAfterTheOther() {
        Authentication at = begin("SUBSCRIBE");
        assertThat(at.answers(proxyChallenge(SipResponse.to(at.request(), 407), "there", "p1")))
                .isTrue();
        assertThat(at.answers(challenge(at, nonce("n1")))).isTrue();

        assertThat(at.request().cseq()).isEqualTo(3);
        assertThat(at.request().header("Proxy-Authorization").orElseThrow())
                .contains("nonce=\"p1\"")
                .endsWith("nc=00000002");
        assertThat(at.request().header("Authorization").orElseThrow()).endsWith("nc=00000001");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SHA-256, MD5 | SHA-512-256, SHA-256, MD5 | SHA-256",
                "SHA-256, MD5 | MD5, SHA-256              | MD5",
                "SHA-256      | MD5, SHA-256-sess         | SHA-256-sess",
            })
    @DisplayName("S23: the first algorithm of the server that is known and allowed")
    void takesTheFirstAlgorithm(String allowed, String offered, String taken) {
        store.put("bob", Samples.credential("algorithms", allowed));
        Authentication at = begin("SUBSCRIBE");
        String[] fields = offered.split(", ");
        for (int i = 0; i < fields.length; i++) {
            fields[i] = nonce("n", ", algorithm=" + fields[i]);
        }

        assertThat(at.answers(challenge(at, fields))).isTrue();
        assertThat(answer(at)).contains(", algorithm=" + taken + ",");
    }

    @Test
    @DisplayName("X27: nothing talks the client down to MD5 where it is not allowed")
    void doesNotAnswerWithAnAlgorithmThatIsNotAllowed() {
        store.put("bob", Samples.credential("algorithms", "SHA-256"));
        Authentication at = begin("SUBSCRIBE");

        assertThat(at.answers(challenge(at, nonce("n")))).isFalse();
    }

    @Test
    @DisplayName("X27: no other realm, no other host, no other subscriber, no Basic")
    void answersNobodyElse() {
        Authentication at = begin("SUBSCRIBE");
        assertThat(at.answers(challenge(at, nonce("n").replace("there", "nowhere"))))
                .isFalse();
        assertThat(at.answers(challenge(at, "Basic realm=\"there\""))).isFalse();

        Authentication elsewhere = client.begin(at.request(), SipUri.parse("sip:127.0.0.2:5070"));
        assertThat(elsewhere.answers(challenge(elsewhere, nonce("n")))).isFalse();

        dialog = SipDialog.asking("sip:mallory@example.com", "sip:alice@127.0.0.1:5070", List.of());
        Authentication other = begin("SUBSCRIBE");
        assertThat(other.answers(challenge(other, nonce("n")))).isFalse();
        assertThat(answers(other.request())).isEmpty();
    }

    @Test
    @DisplayName("S24: the next request has its credentials from the start, at the same next hop only")
    void sendsCredentialsAhead() {
        Authentication first = begin("SUBSCRIBE");
        first.answers(challenge(first, nonce("n1")));

        Authentication refresh = begin("SUBSCRIBE");
        assertThat(answer(refresh)).contains("nonce=\"n1\"").endsWith("nc=00000002");
        assertThat(refresh.request().cseq()).isEqualTo(2);

        Authentication elsewhere = client.begin(refresh.request(), SipUri.parse("sip:127.0.0.1:5071"));
        assertThat(answers(elsewhere.request().without("Authorization"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    @DisplayName("S21 S24: what was sent ahead may be old, whether the server says so or not")
    void answersOnceMoreAfterCredentialsSentAhead(String next) {
        Authentication first = begin("SUBSCRIBE");
        first.answers(challenge(first, nonce("n1")));
        Authentication refresh = begin("SUBSCRIBE");

        assertThat(refresh.answers(challenge(refresh, nonce(next)))).isTrue();
        assertThat(answer(refresh)).contains("nonce=\"" + next + "\"").endsWith(next.equals("n1") ? "3" : "1");
        assertThat(refresh.answers(challenge(refresh, nonce("n3")))).isFalse();
        assertThat(answers(begin("SUBSCRIBE").request())).isEmpty();
    }

    @Test
    @DisplayName("S24: nextnonce is the next nonce")
    void goesOnWithTheNextNonce() {
        Authentication at = begin("SUBSCRIBE");
        at.answers(challenge(at, nonce("n1")));
        at.answers(SipResponse.to(at.request(), 200).with("Authentication-Info", "nextnonce=\"n2\", qop=auth"));

        assertThat(answer(begin("SUBSCRIBE"))).contains("nonce=\"n2\"").endsWith("nc=00000001");
    }

    @Test
    @DisplayName("X27: changed credentials are used at once, those that are gone no longer")
    void followsAChangeOfTheCredentials() {
        Authentication first = begin("SUBSCRIBE");
        first.answers(challenge(first, nonce("n1")));
        store.put("bob", Samples.credential(".password", "changed"));
        assertThat(answers(begin("SUBSCRIBE").request())).isEmpty();

        store.remove("bob");
        Authentication at = begin("SUBSCRIBE");
        assertThat(at.answers(challenge(at, nonce("n1")))).isFalse();
    }

    @Test
    void doesNotRaiseTheLastNumber() {
        dialog = dialog.withLocalCseq(SipDialog.MAX_CSEQ - 1);
        Authentication at = begin("SUBSCRIBE");

        assertThat(at.answers(challenge(at, nonce("n1")))).isFalse();
    }
}
