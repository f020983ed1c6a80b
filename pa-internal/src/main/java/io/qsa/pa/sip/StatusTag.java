package io.qsa.pa.sip;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

import io.qsa.Document;

/** The entity tag of what a watcher sees (RFC 5839 section 6.1): made of the document alone, so that it outlives a restart. */
final class StatusTag {
    /** Of the NOTIFYs to a watcher that may see no status. */
    static final String NOTHING = "0";

    private static final int BYTES = 12;

    private StatusTag() {}

    static String of(Document document) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(document.bytes());
            return HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
