package io.qsa.sip.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** The supported hash functions of digest (RFC 8760 section 2.1). */
public enum HashFunction {
    MD5("MD5", 32),
    SHA_256("SHA-256", 64);

    private final String token;
    private final int hexLength;

    HashFunction(String token, int hexLength) {
        this.token = token;
        this.hexLength = hexLength;
    }

    /** The function that a token names, without regard to case. */
    public static Optional<HashFunction> named(String token) {
        return switch (token.toUpperCase(Locale.ROOT)) {
            case "MD5" -> Optional.of(MD5);
            case "SHA-256" -> Optional.of(SHA_256);
            default -> Optional.empty();
        };
    }

    /** Its name in a header, which is its name in Java too. */
    public String token() {
        return token;
    }

    /** The number of hexadecimal digits of a hash. */
    public int hexLength() {
        return hexLength;
    }

    /** The hash of the parts with colons between them, in lower case. */
    public String of(String... parts) {
        byte[] text = String.join(":", parts).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(token).digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + token, e);
        }
    }
}
