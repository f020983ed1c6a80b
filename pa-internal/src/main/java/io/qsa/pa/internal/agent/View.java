package io.qsa.pa.internal.agent;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

import io.qsa.Document;

/** What is seen of a presentity until it changes; all who see it share it. Immutable. */
public final class View {
    private static final int TAG_BYTES = 12;

    private final Document document;
    private final long number;
    /** Null until somebody asks; whoever asks at the same time makes the same. */
    private String entityTag;

    /** @param number what {@link Watched#numberFor} said when it was made */
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

    /** The entity tag of the document (RFC 5839 section 6.1): made of it alone, so that it outlives a restart. */
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
