package io.qsa.sip.endpoint.internal.digest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The nonces that next hops have accepted or sent, so that a request can have its credentials from the start. A bounded
 * cache: the least recently used nonce is dropped. Guarded by its monitor.
 */
final class NonceMemory {
    private static final int MAX_ENTRIES = 10_000;

    private final Map<Key, Nonce> nonces = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Nonce> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    private record Key(Credential credential, String hop, Challenger challenger) {}

    /** The nonces for a credential at a next hop. */
    synchronized List<Nonce> of(Credential credential, String hop) {
        List<Nonce> found = new ArrayList<>(1);
        for (Challenger challenger : Challenger.values()) {
            Nonce nonce = nonces.get(new Key(credential, hop, challenger));
            if (nonce != null) {
                found.add(nonce);
            }
        }
        return found;
    }

    /**
     * The nonce for a challenge: for a known challenge with its count so far, otherwise a new one, which replaces the
     * old.
     */
    synchronized Nonce challenged(Credential credential, String hop, Challenge challenge) {
        Key key = new Key(credential, hop, challenge.space().challenger());
        Nonce known = nonces.get(key);
        if (known != null && known.challenge().isSameAs(challenge)) {
            return known;
        }
        Nonce fresh = new Nonce(challenge, credential.account());
        nonces.put(key, fresh);
        return fresh;
    }

    synchronized void forget(Credential credential, String hop, Challenger challenger) {
        nonces.remove(new Key(credential, hop, challenger));
    }

    synchronized int size() {
        return nonces.size();
    }
}
