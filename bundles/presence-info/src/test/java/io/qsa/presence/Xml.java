package io.qsa.presence;

import java.nio.charset.StandardCharsets;

/** Documents that a test makes up. */
final class Xml {
    private Xml() {}

    /** A presence document with this content. */
    static byte[] presence(String content) {
        return bytes("<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:alice@example.com'>" + content
                + "</presence>");
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
