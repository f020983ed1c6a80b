package io.qsa.sip.endpoint.internal.digest;

import io.qsa.sip.digest.HashFunction;

/**
 * A password, or the hash of user name, realm and password (HA1 of RFC 7616). Immutable; its text shows nothing of it.
 *
 * @param isHash whether the text is the hash, as hexadecimal digits in lower case
 */
record Secret(String text, boolean isHash) {
    String ha1(HashFunction hash, String username, String realm) {
        return isHash ? text : hash.of(username, realm, text);
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
