package io.qsa.sip.endpoint.internal.core;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/** Hashes keys that peers choose, so that they cannot produce many with the same hash. Immutable. */
final class KeyHash {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final long seed = new SecureRandom().nextLong();
    private final long factor = new SecureRandom().nextLong() | 1;

    int of(byte[] key) {
        long hash = seed ^ key.length;
        int i = 0;
        for (; i + Long.BYTES <= key.length; i += Long.BYTES) {
            hash = mixed(hash ^ (long) EIGHT.get(key, i));
        }
        for (; i < key.length; i++) {
            hash = mixed(hash ^ key[i]);
        }
        return (int) (hash ^ hash >>> 32);
    }

    private long mixed(long bits) {
        long product = bits * factor;
        return product ^ product >>> 29;
    }
}
