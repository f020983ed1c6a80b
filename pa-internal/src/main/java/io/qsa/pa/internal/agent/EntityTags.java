package io.qsa.pa.internal.agent;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/** Entity tags with 96 random bits (RFC 3903 section 11.3.1), so that they cannot be guessed. Safe for any thread. */
public final class EntityTags implements Supplier<String> {
    private final SecureRandom random = new SecureRandom();

    @Override
    public String get() {
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
