package io.qsa.sip.endpoint.internal.digest;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.digest.AuthHeader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class ChallengeTest {
    private static List<Challenge> read(String... fields) {
        SipResponse response = SipResponse.to(SipRequest.of("SUBSCRIBE", "sip:a@b"), 401);
        for (String field : fields) {
            response = response.with("WWW-Authenticate", field);
        }
        return Challenge.of(response);
    }

    @Test
    void readsWhatAChallengeSays() {
        Challenge challenge = read("digest  Realm=\"a, \\\"b\\\"\" , NONCE=\"n=1\",algorithm=sha-256-SESS,"
                        + " qop=\"auth-int,auth\", opaque=\"\", stale=TRUE, domain=\"sip:x\", charset=UTF-8")
                .get(0);

        assertThat(challenge.realm()).isEqualTo("a, \"b\"");
        assertThat(challenge.nonce()).isEqualTo("n=1");
        assertThat(challenge.algorithm()).hasToString("SHA-256-sess");
        assertThat(challenge.opaque()).contains("");
        assertThat(challenge.isProtected()).isTrue();
        assertThat(challenge.isStale()).isTrue();
        assertThat(challenge.space().challenger()).isEqualTo(Challenger.SERVER);
    }

    @Test
    void isMd5WithoutQopIfItDoesNotSay() {
        Challenge challenge = read("Digest realm=\"r\", nonce=\"n\"").get(0);

        assertThat(challenge.algorithm()).hasToString("MD5");
        assertThat(challenge.opaque()).isEmpty();
        assertThat(challenge.isProtected()).isFalse();
        assertThat(challenge.isStale()).isFalse();
    }

    @Test
    void readsSeveralChallengesOfOneField() {
        assertThat(read("Basic realm=\"r\", Digest realm=\"r\", nonce=\"1\", Digest realm=\"s\", nonce=\"2\""))
                .extracting(Challenge::nonce)
                .containsExactly("1", "2");
    }

    @ParameterizedTest
    @DisplayName("X11 X27: passes over what it cannot answer, Basic first of all")
    @ValueSource(
            strings = {
                "",
                ",,,",
                "Digest",
                "Basic realm=\"r\"",
                "Basic realm=\"r\", nonce=\"n\"",
                "Bearer abc==",
                "realm=\"r\", nonce=\"n\"",
                "Digest realm=\"r\"",
                "Digest nonce=\"n\"",
                "Digest realm=\"r\", nonce=\"\"",
                "Digest realm=\"r\", nonce=\"n",
                "Digest realm=\"r\", nonce=\"n\\",
                "Digest realm=\"r\", nonce=\"n\\\"",
                "Digest realm=\"r\", nonce=\"n\", nonce=\"m\"",
                "Digest realm=\"r\", nonce=\"n\", =",
                "Digest realm=\"r\", nonce=\"n\", qop=",
                "Digest realm=\"r\", nonce=\"n\", \"x\"",
                "Digest realm=\"r\", nonce=\"n\u0007\"",
                "Digest realm=\"r\", nonce=\"n\", qop=\"auth-int\"",
                "Digest realm=\"r\", nonce=\"n\", algorithm=AKAv1-MD5, qop=\"auth\"",
                "Digest realm=\"r\", nonce=\"n\", algorithm=\"\"",
                "Digest realm=\"r\", nonce=\"n\", algorithm=MD5-sess",
            })
    void passesOverWhatItCannotAnswer(String field) {
        assertThat(read(field)).isEmpty();
    }

    @Test
    @DisplayName("X11: looks at 16 fields of 8192 characters at most")
    void isBounded() {
        String challenge = "Digest realm=\"r\", nonce=\"n\"";
        String[] many = new String[1000];
        Arrays.fill(many, challenge);

        assertThat(read(many)).hasSize(16);
        assertThat(read(challenge + ", opaque=\"" + "x".repeat(8192) + "\"")).isEmpty();
    }

    @Test
    @DisplayName("X11 X16: fuzzed fields do no harm")
    void survivesFuzzing() {
        Random random = new Random(20261123);
        String sample = "Digest realm=\"r\", nonce=\"n\\\"1\", algorithm=MD5, qop=\"auth\", stale=true, Basic realm=x";
        String noise = "\",=\\ \tDigest\u00e9\u0001;<>";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder field = new StringBuilder(sample);
            for (int changes = random.nextInt(6); changes >= 0; changes--) {
                int at = random.nextInt(field.length());
                field.replace(at, at + random.nextInt(2), "" + noise.charAt(random.nextInt(noise.length())));
            }
            assertThatCode(() -> read(field.toString())
                            .forEach(c -> new Nonce(c, new Account("u", c.realm(), new Secret("p", false), Set.of()))
                                    .answer("SUBSCRIBE", "sip:a@b")))
                    .as("%s", field)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void readsParametersWithoutScheme() {
        assertThat(AuthHeader.parameters("nextnonce=\"n2\", qop=auth,nc=00000001"))
                .isEqualTo(Map.of("nextnonce", "n2", "qop", "auth", "nc", "00000001"));
        assertThat(AuthHeader.parameters("Digest nextnonce=\"n2\"")).isEmpty();
        assertThat(AuthHeader.parameters("nextnonce=\"n2")).isEmpty();
    }
}
