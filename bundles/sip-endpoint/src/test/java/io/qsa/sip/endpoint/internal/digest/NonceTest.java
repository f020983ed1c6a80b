package io.qsa.sip.endpoint.internal.digest;

import java.util.EnumSet;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.qsa.sip.digest.HashFunction;
import io.qsa.sip.endpoint.internal.digest.Challenge.Algorithm;

import static org.assertj.core.api.Assertions.assertThat;

class NonceTest {
    private static final String NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
    private static final String CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

    private static Account mufasa(String realm, String password) {
        return new Account("Mufasa", realm, new Secret(password, false), EnumSet.allOf(HashFunction.class));
    }

    private static Challenge challenge(String realm, String nonce, Algorithm algorithm, boolean isProtected) {
        return new Challenge(
                new Space(Challenger.SERVER, realm), nonce, algorithm, Optional.empty(), isProtected, false);
    }

    private static Nonce exampleOfRfc7616(Secret secret, Algorithm algorithm) {
        String realm = "http-auth@example.org";
        Account account = new Account("Mufasa", realm, secret, EnumSet.allOf(HashFunction.class));
        return new Nonce(challenge(realm, NONCE, algorithm, true), account, CNONCE);
    }

    private static String answer(Nonce nonce) {
        return nonce.answer("GET", "/dir/index.html");
    }

    @ParameterizedTest
    @CsvSource({
        "MD5,     false, 8ca523f5e9506fed4657c9700eebdbec",
        "SHA_256, false, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
        "MD5,     true,  e783283f46242139c486a698fec7211d",
        "SHA_256, true,  2fd51b3a77ad75bad6afad6003e818d767133c46d9e2749e7f5232ae1ea3efd7",
    })
    @DisplayName("S22 S23: computes the examples of RFC 7616 section 3.9.1, and the same for -sess")
    void computesTheExamplesOfRfc7616(HashFunction hash, boolean session, String response) {
        Nonce nonce = exampleOfRfc7616(new Secret("Circle of Life", false), new Algorithm(hash, session));

        assertThat(answer(nonce)).contains(", response=\"" + response + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "MD5,     3d78807defe7de2157e2b0b6573a855f, 8ca523f5e9506fed4657c9700eebdbec",
        "SHA_256, 7987c64c30e25f1b74be53f966b49b90f2808aa92faf9a00262392d7b4794232,"
                + " 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
    })
    void takesAHashInPlaceOfThePassword(HashFunction hash, String ha1, String response) {
        Nonce nonce = exampleOfRfc7616(new Secret(ha1, true), new Algorithm(hash, false));

        assertThat(answer(nonce)).contains(", response=\"" + response + "\"");
    }

    @Test
    @DisplayName("S22: computes the example of RFC 2617 section 3.5")
    void computesTheExampleOfRfc2617() {
        String realm = "testrealm@host.com";
        Challenge challenge =
                challenge(realm, "dcd98b7102dd2f0e8b11d0f600bfb0c093", new Algorithm(HashFunction.MD5, false), true);

        assertThat(answer(new Nonce(challenge, mufasa(realm, "Circle Of Life"), "0a4f113b")))
                .contains("response=\"6629fae49393a05397450978507c4ef1\"", "cnonce=\"0a4f113b\"");
    }

    @Test
    @DisplayName("S22: computes the example of RFC 2069 without qop, and sends neither nc nor cnonce")
    void computesTheExampleOfRfc2069() {
        String realm = "testrealm@host.com";
        Challenge challenge =
                challenge(realm, "dcd98b7102dd2f0e8b11d0f600bfb0c093", new Algorithm(HashFunction.MD5, false), false);

        assertThat(answer(new Nonce(challenge, mufasa(realm, "CircleOfLife"))))
                .contains("response=\"1949323746fe6a43ef61f9606e7febea\"")
                .doesNotContain("nc=", "cnonce=", "qop=");
    }

    @Test
    @DisplayName("S22: counts its uses")
    void countsItsUses() {
        Nonce nonce = exampleOfRfc7616(new Secret("Circle of Life", false), new Algorithm(HashFunction.MD5, false));

        assertThat(answer(nonce)).endsWith("qop=auth, nc=00000001");
        assertThat(answer(nonce)).contains("4b5d595ecf2db9df612ea5b45cd97101").endsWith("qop=auth, nc=00000002");
    }

    @Test
    @DisplayName("X26: what a server writes between quotes stays there")
    void quotesWhatTheServerWrote() {
        Challenge challenge = new Challenge(
                new Space(Challenger.SERVER, "a \"b\", c"),
                "n\\\"",
                new Algorithm(HashFunction.MD5, false),
                Optional.of("\", nc=1"),
                true,
                false);

        assertThat(answer(new Nonce(challenge, mufasa("a \"b\", c", "x"))))
                .contains("realm=\"a \\\"b\\\", c\", nonce=\"n\\\\\\\"\"", "opaque=\"\\\", nc=1\"");
    }
}
