package io.qsa.pa.internal.agent;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

import io.qsa.Document;

/** The document that watchers see until the next change; they share one object. Immutable. */
public final class View {
    private static final int TAG_BYTES = 12;

    private final Document document;
    private final long number;
    /** Null until it is first needed; threads that race compute the same. */
    private String entityTag;

    /** @param number the value of {@link WatchedResource#numberFor} when it was made */
    View(Document document, long number) {
        this.document = document;
        this.number = number;
    }

    long number() {
        return number;
    }

    public Document document() {
        return document;
    }

    /** The entity tag of the document (RFC 5839 section 6.1): a hash of it, so that it is the same after a restart. */
    public String entityTag() {
        String known = entityTag;
        if (known == null) {
            known = tagOf(document.bytes());
            entityTag = known;
        }
        return known;
    }

    private static String tagOf(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(Arrays.copyOf(hash, TAG_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
