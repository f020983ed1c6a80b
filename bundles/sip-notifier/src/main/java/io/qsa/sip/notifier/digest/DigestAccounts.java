package io.qsa.sip.notifier.digest;

import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/** Looks up the hashes of users. Called on the threads that read requests; must not block. */
@ConsumerType
@FunctionalInterface
public interface DigestAccounts {
    /**
     * The hash of user name, realm and password (HA1 of RFC 7616), as hexadecimal digits in lower case; empty if there is
     * no such user, or the user has no hash of this algorithm.
     *
     * @param algorithm {@code MD5} or {@code SHA-256}
     */
    Optional<String> ha1(String username, String realm, String algorithm);
}
