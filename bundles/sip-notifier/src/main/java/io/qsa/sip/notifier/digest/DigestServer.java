package io.qsa.sip.notifier.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

import io.qsa.sip.SipIds;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.SipUri;
import io.qsa.sip.digest.AuthHeader;
import io.qsa.sip.digest.HashFunction;
import io.qsa.sip.notifier.Refusal;

/**
 * Authenticates requests by digest. Safe for any thread; no method blocks.
 *
 * <p>Credentials need {@code qop=auth}: without it, a replay cannot be detected. If they are right, but the nonce is too old or
 * was used with this count before, the challenge has {@code stale=true}, so that a client answers it without asking its user.
 */
public final class DigestServer {
    private static final int MAX_FIELDS = 16;
    private static final Duration NONCE_LIFETIME = Duration.ofMinutes(5);

    private final DigestAccounts accounts;
    private final LongSupplier clock;
    private final ServerNonces nonces;
    /** The password of unknown users, so that the response time does not reveal whether a user exists. */
    private final String nobody = SipIds.callId();

    private enum Answer {
        RIGHT,
        STALE,
        WRONG
    }

    public DigestServer(DigestAccounts accounts) {
        this(accounts, () -> System.nanoTime() / 1_000_000);
    }

    /** @param clock milliseconds of a monotonic clock */
    DigestServer(DigestAccounts accounts, LongSupplier clock) {
        this.accounts = accounts;
        this.clock = clock;
        this.nonces = new ServerNonces(NONCE_LIFETIME.toMillis());
    }

    /** The authenticated user of a request; without valid credentials, the request is refused with a challenge. */
    public String userOf(SipRequest request, DigestRealm realm) throws Refusal {
        boolean stale = false;
        for (String field :
                request.headers("Authorization").stream().limit(MAX_FIELDS).toList()) {
            for (AuthHeader.Scheme scheme : AuthHeader.challenges(field)) {
                Answer answer = judge(request, realm, scheme);
                if (answer == Answer.RIGHT) {
                    return scheme.parameters().get("username");
                }
                stale |= answer == Answer.STALE;
            }
        }
        throw new Refusal(challenge(request, realm, stale));
    }

    private SipResponse challenge(SipRequest request, DigestRealm realm, boolean stale) {
        SipResponse response = SipResponse.to(request, 401);
        String nonce = nonces.issue(clock.getAsLong());
        for (HashFunction hash : realm.hashes()) {
            response = response.with(
                    "WWW-Authenticate",
                    "Digest realm=" + AuthHeader.quote(realm.name()) + ", nonce=\"" + nonce + "\", algorithm="
                            + hash.token() + ", qop=\"auth\"" + (stale ? ", stale=true" : ""));
        }
        return response;
    }

    private Answer judge(SipRequest request, DigestRealm realm, AuthHeader.Scheme scheme) {
        Map<String, String> said = scheme.parameters();
        Optional<HashFunction> hash = HashFunction.named(said.getOrDefault("algorithm", "MD5"));
        String count = said.getOrDefault("nc", "");
        boolean isOurs = scheme.name().equals("digest")
                && realm.name().equals(said.get("realm"))
                && hash.filter(realm.hashes()::contains).isPresent()
                && said.getOrDefault("qop", "").equalsIgnoreCase("auth")
                && count.matches("[0-9a-fA-F]{8}")
                && said.keySet().containsAll(List.of("username", "nonce", "uri", "cnonce", "response"));
        if (!isOurs || !isFor(request, said.get("uri")) || !isRight(request, realm, hash.get(), said)) {
            return Answer.WRONG;
        }
        long now = clock.getAsLong();
        String nonce = said.get("nonce");
        return nonces.isValid(nonce, now) && nonces.use(nonce, Long.parseLong(count, 16), now)
                ? Answer.RIGHT
                : Answer.STALE;
    }

    /** Whether the credentials are for this Request-URI, and not copied from another request. */
    private static boolean isFor(SipRequest request, String uri) {
        if (uri.equals(request.requestUri())) {
            return true;
        }
        try {
            return SipUri.parse(uri).isEquivalentTo(SipUri.parse(request.requestUri()));
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private boolean isRight(SipRequest request, DigestRealm realm, HashFunction hash, Map<String, String> said) {
        String username = said.get("username");
        Optional<String> ha1 = accounts.ha1(username, realm.name(), hash.token());
        String expected = hash.of(
                ha1.orElseGet(() -> hash.of(username, realm.name(), nobody)),
                said.get("nonce"),
                said.get("nc"),
                said.get("cnonce"),
                "auth",
                hash.of(request.method(), said.get("uri")));
        boolean isEqual = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8),
                said.get("response").toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        return isEqual && ha1.isPresent();
    }
}
