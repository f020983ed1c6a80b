package io.qsa.sip.notifier.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

import io.qsa.base.uri.UriIdentity;
import io.qsa.sip.SipIds;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.digest.AuthHeader;
import io.qsa.sip.digest.HashFunction;
import io.qsa.sip.notifier.Refusal;
import io.qsa.sip.notifier.internal.access.AccessFault;
import io.qsa.sip.notifier.internal.access.AccessLog;

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
    private final AccessLog log;
    /** The password of unknown users, so that the response time does not reveal whether a user exists. */
    private final String nobody = SipIds.callId();

    public DigestServer(DigestAccounts accounts) {
        this(accounts, () -> System.nanoTime() / 1_000_000);
    }

    /** @param clock milliseconds of a monotonic clock */
    DigestServer(DigestAccounts accounts, LongSupplier clock) {
        this.accounts = accounts;
        this.clock = clock;
        this.nonces = new ServerNonces(NONCE_LIFETIME.toMillis());
        this.log = new AccessLog(clock);
    }

    /** The authenticated user of a request; without valid credentials, the request is refused with a challenge. */
    public String userOf(SipRequest request, DigestRealm realm) throws Refusal {
        AccessFault fault = AccessFault.NO_CREDENTIALS;
        for (String field :
                request.headers("Authorization").stream().limit(MAX_FIELDS).toList()) {
            for (AuthHeader.Scheme scheme : AuthHeader.challenges(field)) {
                Optional<AccessFault> found = judge(request, realm, scheme);
                if (found.isEmpty()) {
                    log.admitted(request);
                    return scheme.parameters().get("username");
                }
                fault = found.get().compareTo(fault) > 0 ? found.get() : fault;
            }
        }
        log.refused(request, fault);
        throw new Refusal(challenge(request, realm, fault == AccessFault.STALE));
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

    /** What is wrong with credentials; empty if nothing is. */
    private Optional<AccessFault> judge(SipRequest request, DigestRealm realm, AuthHeader.Scheme scheme) {
        Map<String, String> said = scheme.parameters();
        if (!scheme.name().equals("digest") || !realm.name().equals(said.get("realm"))) {
            return Optional.of(AccessFault.NO_CREDENTIALS);
        }
        Optional<HashFunction> hash = HashFunction.named(said.getOrDefault("algorithm", "MD5"));
        if (hash.filter(realm.hashes()::contains).isEmpty()) {
            return Optional.of(AccessFault.OTHER_ALGORITHM);
        }
        if (!isComplete(said)) {
            return Optional.of(AccessFault.INCOMPLETE);
        }
        if (!isFor(request, said.get("uri"))) {
            return Optional.of(AccessFault.OTHER_URI);
        }
        return checkPassword(request, realm, hash.get(), said).or(() -> checkNonce(said));
    }

    private static boolean isComplete(Map<String, String> said) {
        return said.getOrDefault("qop", "").equalsIgnoreCase("auth")
                && said.getOrDefault("nc", "").matches("[0-9a-fA-F]{8}")
                && said.keySet().containsAll(List.of("username", "nonce", "uri", "cnonce", "response"));
    }

    private Optional<AccessFault> checkNonce(Map<String, String> said) {
        long now = clock.getAsLong();
        String nonce = said.get("nonce");
        long count = Long.parseLong(said.get("nc"), 16);
        return nonces.isValid(nonce, now) && nonces.use(nonce, count, now)
                ? Optional.empty()
                : Optional.of(AccessFault.STALE);
    }

    /** Whether the credentials are for this Request-URI, and not copied from another request. */
    private static boolean isFor(SipRequest request, String uri) {
        return uri.equals(request.requestUri())
                || UriIdentity.find(uri)
                        .flatMap(its -> UriIdentity.find(request.requestUri()).filter(its::isSameAs))
                        .isPresent();
    }

    private Optional<AccessFault> checkPassword(
            SipRequest request, DigestRealm realm, HashFunction hash, Map<String, String> said) {
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
        if (ha1.isEmpty()) {
            return Optional.of(AccessFault.UNKNOWN_USER);
        }
        return isEqual ? Optional.empty() : Optional.of(AccessFault.WRONG_PASSWORD);
    }
}
