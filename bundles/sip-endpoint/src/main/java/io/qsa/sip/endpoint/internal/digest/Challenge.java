package io.qsa.sip.endpoint.internal.digest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.qsa.sip.SipResponse;
import io.qsa.sip.digest.AuthHeader;
import io.qsa.sip.digest.AuthHeader.Scheme;
import io.qsa.sip.digest.HashFunction;

/**
 * A digest challenge that can be answered (RFC 7616 section 3.3). Immutable.
 *
 * @param algorithm its hash function and whether it is a {@code -sess} variant
 * @param opaque to be returned to the server, if present
 * @param isProtected whether the answer has {@code qop=auth}; without, it is that of RFC 2069
 * @param isStale whether the answer before was right but for its nonce
 */
record Challenge(
        Space space, String nonce, Algorithm algorithm, Optional<String> opaque, boolean isProtected, boolean isStale) {
    private static final String DIGEST = "digest";
    private static final int MAX_FIELDS = 16;

    /** A hash function, as a challenge names it. */
    record Algorithm(HashFunction hash, boolean isSession) {
        private static final String SESSION = "-sess";

        static Optional<Algorithm> named(String name) {
            boolean session = name.toLowerCase(Locale.ROOT).endsWith(SESSION);
            String hash = session ? name.substring(0, name.length() - SESSION.length()) : name;
            return HashFunction.named(hash).map(known -> new Algorithm(known, session));
        }

        @Override
        public String toString() {
            return hash.token() + (isSession ? SESSION : "");
        }
    }

    /** The challenges of a response that can be answered, in the order of preference that the server gives them. */
    static List<Challenge> of(SipResponse response) {
        List<Challenge> challenges = new ArrayList<>(2);
        for (Challenger challenger : Challenger.values()) {
            response.headers(challenger.challengeHeader()).stream()
                    .limit(MAX_FIELDS)
                    .flatMap(field -> AuthHeader.challenges(field).stream())
                    .forEach(scheme -> read(challenger, scheme).ifPresent(challenges::add));
        }
        return challenges;
    }

    private static Optional<Challenge> read(Challenger challenger, Scheme scheme) {
        Map<String, String> parameters = scheme.parameters();
        String realm = parameters.get("realm");
        String nonce = parameters.getOrDefault("nonce", "");
        Optional<Algorithm> algorithm = Algorithm.named(parameters.getOrDefault("algorithm", "MD5"));
        List<String> qops = tokens(parameters.getOrDefault("qop", ""));
        boolean isProtected = qops.contains("auth");
        boolean isKnown = algorithm.isPresent()
                && (isProtected || qops.isEmpty() && !algorithm.get().isSession());
        if (!scheme.name().equals(DIGEST) || realm == null || nonce.isEmpty() || !isKnown) {
            return Optional.empty();
        }
        return Optional.of(new Challenge(
                new Space(challenger, realm),
                nonce,
                algorithm.get(),
                Optional.ofNullable(parameters.get("opaque")),
                isProtected,
                parameters.getOrDefault("stale", "").equalsIgnoreCase("true")));
    }

    private static List<String> tokens(String list) {
        return Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .filter(token -> !token.isEmpty())
                .toList();
    }

    String realm() {
        return space.realm();
    }

    /** The same challenge with the nonce that is to be used next. */
    Challenge withNonce(String next) {
        return new Challenge(space, next, algorithm, opaque, isProtected, false);
    }

    /** Whether both are the same challenge, so that they share one nonce count. */
    boolean isSameAs(Challenge other) {
        return withNonce(nonce).equals(other.withNonce(other.nonce));
    }
}
