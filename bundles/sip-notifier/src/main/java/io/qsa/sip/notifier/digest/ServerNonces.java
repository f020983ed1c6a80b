package io.qsa.sip.notifier.digest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.qsa.sip.SipIds;

/**
 * The nonces of a server. An issued nonce is not kept: it contains its time of issue and a MAC, so requests without
 * credentials cost no memory. A nonce is kept once a user has answered it, with the counts that were used. Guarded by
 * its monitor.
 */
final class ServerNonces {
    private static final String SEAL = "HmacSHA256";
    private static final int SEAL_LENGTH = 32;
    private static final int MAX_USED = 100_000;

    private final byte[] key = new byte[32];
    private final long lifetime;
    private final Map<String, Uses> used = new LinkedHashMap<>();
    /** Nonces issued up to this time count as used, because their counts may have been dropped. */
    private long forgottenUntil = Long.MIN_VALUE;

    /** @param lifetime of a nonce, in the unit of the clock */
    ServerNonces(long lifetime) {
        this.lifetime = lifetime;
        new SecureRandom().nextBytes(key);
    }

    /** A new nonce. */
    String issue(long now) {
        String text = Long.toHexString(now) + '-' + SipIds.tag();
        return text + '-' + seal(text);
    }

    /** Whether a nonce is of this server and not too old. */
    boolean isValid(String nonce, long now) {
        int end = nonce.length() - SEAL_LENGTH - 1;
        if (end < 2 || nonce.charAt(end) != '-') {
            return false;
        }
        String text = nonce.substring(0, end);
        byte[] seal = nonce.substring(end + 1).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(seal, seal(text).getBytes(StandardCharsets.UTF_8))
                && now - issuedAt(nonce) <= lifetime;
    }

    private static long issuedAt(String nonce) {
        return Long.parseUnsignedLong(nonce.substring(0, nonce.indexOf('-')), 16);
    }

    private String seal(String text) {
        try {
            Mac mac = Mac.getInstance(SEAL);
            mac.init(new SecretKeySpec(key, SEAL));
            byte[] seal = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(seal).substring(0, SEAL_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + SEAL, e);
        }
    }

    /** Marks the count of a valid nonce as used; false if it, or a much higher one, was used before. */
    synchronized boolean use(String nonce, long count, long now) {
        forgetExpired(now);
        Uses uses = used.get(nonce);
        if (uses == null) {
            if (issuedAt(nonce) <= forgottenUntil) {
                return false;
            }
            uses = new Uses();
            used.put(nonce, uses);
            forgetOldest();
        }
        return uses.add(count);
    }

    /** Drops expired nonces from the start: the order of first use is nearly that of age. */
    private void forgetExpired(long now) {
        Iterator<String> oldest = used.keySet().iterator();
        while (oldest.hasNext() && now - issuedAt(oldest.next()) > lifetime) {
            oldest.remove();
        }
    }

    private void forgetOldest() {
        if (used.size() > MAX_USED) {
            String oldest = used.keySet().iterator().next();
            used.remove(oldest);
            forgottenUntil = Math.max(forgottenUntil, issuedAt(oldest));
        }
    }

    /** The counts that were used with one nonce: the highest one, and a bit for each of the 63 below it. */
    private static final class Uses {
        private long highest;
        private long below;

        boolean add(long count) {
            if (count > highest) {
                long distance = count - highest;
                below = distance >= Long.SIZE ? 1 : below << distance | 1;
                highest = count;
                return true;
            }
            long bit = highest - count >= Long.SIZE ? 0 : 1L << (highest - count);
            boolean isNew = bit != 0 && count > 0 && (below & bit) == 0;
            below |= bit;
            return isNew;
        }
    }
}
