package io.qsa.sip.endpoint.internal.digest;

import java.util.Set;

import io.qsa.sip.digest.HashFunction;

/**
 * The account of a user in a realm, and the algorithms with which it may be used. Immutable.
 *
 * @param hashes the functions with which a challenge may be answered
 */
record Account(String username, String realm, Secret secret, Set<HashFunction> hashes) {
    Account {
        hashes = Set.copyOf(hashes);
    }

    String ha1(HashFunction hash) {
        return secret.ha1(hash, username, realm);
    }
}
