package io.qsa.sip.endpoint.internal.tls;

import java.util.Locale;

import javax.net.ssl.SSLEngine;

/** Whether a connecting peer must have a certificate. */
public enum ClientAuth {
    /** No certificate is requested. */
    NONE,
    /** A certificate is requested, but not required. */
    WANT,
    /** Without one it gets no connection. */
    NEED;

    /** Reads {@code none}, {@code want} or {@code need}. */
    public static ClientAuth parse(String text) {
        for (ClientAuth one : values()) {
            if (one.name().equals(text.trim().toUpperCase(Locale.ROOT))) {
                return one;
            }
        }
        throw new IllegalArgumentException("is none of them");
    }

    void applyTo(SSLEngine engine) {
        // The setter of the one clears the other.
        if (this == NEED) {
            engine.setNeedClientAuth(true);
        } else {
            engine.setWantClientAuth(this == WANT);
        }
    }
}
