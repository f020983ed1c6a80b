package io.qsa.sip.notifier.digest;

import java.util.List;

import io.qsa.sip.digest.HashFunction;

/** A realm, and the hash functions with which it challenges. Immutable. */
public final class DigestRealm {
    private final String name;
    private final List<HashFunction> hashes;

    private DigestRealm(String name, List<HashFunction> hashes) {
        this.name = name;
        this.hashes = hashes;
    }

    /**
     * A realm with {@code MD5}, {@code SHA-256} or both, the preferred one first. Anything else, or a name that is not
     * one line of text, is an {@link IllegalArgumentException}.
     */
    public static DigestRealm of(String name, List<String> algorithms) {
        if (name.isBlank() || !name.chars().allMatch(c -> c >= ' ' && c != 0x7f)) {
            throw new IllegalArgumentException("the realm is no line of text");
        }
        if (algorithms.isEmpty()) {
            throw new IllegalArgumentException("there is no algorithm");
        }
        return new DigestRealm(name, algorithms.stream().map(DigestRealm::hash).toList());
    }

    /** The realm with other algorithms, the preferred one first. */
    public DigestRealm with(List<String> algorithms) {
        return of(name, algorithms);
    }

    private static HashFunction hash(String algorithm) {
        return HashFunction.named(algorithm)
                .orElseThrow(() -> new IllegalArgumentException("there is an algorithm that is not known"));
    }

    String name() {
        return name;
    }

    List<HashFunction> hashes() {
        return hashes;
    }
}
