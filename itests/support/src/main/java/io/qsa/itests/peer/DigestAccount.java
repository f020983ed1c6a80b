package io.qsa.itests.peer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A user name and a password that answer digest challenges (RFC 7616, RFC 3261 section 22.4). Immutable. */
public record DigestAccount(String username, String password) {

    /** The value of Authorization for a request, in answer to the first challenge of a 401. */
    public String answer(SipText challenged, String method, String uri) {
        String challenge = challenged.header("WWW-Authenticate");
        String realm = parameter(challenge, "realm");
        String nonce = parameter(challenge, "nonce");
        String algorithm = parameter(challenge, "algorithm");
        String response = hash(
                algorithm,
                hash(algorithm, username, realm, password),
                nonce,
                "00000001",
                "c",
                "auth",
                hash(algorithm, method, uri));
        return "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", algorithm=%s"
                        .formatted(username, realm, nonce, uri, algorithm)
                + ", qop=auth, nc=00000001, cnonce=\"c\", response=\"" + response + "\"";
    }

    private static String parameter(String challenge, String name) {
        Matcher matcher = Pattern.compile(name + "=\"?([^\",]*)").matcher(challenge);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String hash(String algorithm, String... parts) {
        try {
            byte[] text = String.join(":", parts).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("no algorithm in the challenge: " + algorithm, e);
        }
    }
}
