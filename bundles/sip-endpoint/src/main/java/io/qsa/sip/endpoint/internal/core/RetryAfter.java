package io.qsa.sip.endpoint.internal.core;

import java.util.OptionalLong;

import io.qsa.sip.SipResponse;

/** Reads the header Retry-After: seconds, perhaps with a comment or parameters (RFC 3261 section 20.33). */
final class RetryAfter {
    private RetryAfter() {}

    /** In seconds; empty if it is not there, twice there, or no number. */
    static OptionalLong of(SipResponse response) {
        if (response.headers("Retry-After").size() != 1) {
            return OptionalLong.empty();
        }
        String digits = response.headers("Retry-After").get(0).split("[ \\t;(]", 2)[0];
        return digits.matches("\\d{1,10}") ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }
}
