package io.qsa.sip.notifier.users;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.qsa.base.uri.UriIdentity;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.SipRequest;
import io.qsa.sip.notifier.Refusal;
import io.qsa.sip.notifier.digest.DigestRealm;
import io.qsa.sip.notifier.digest.DigestServer;
import io.qsa.sip.notifier.internal.access.AccessFault;
import io.qsa.sip.notifier.internal.access.AccessLog;

/**
 * Authenticates SIP requests (RFC 3856 section 9.1): the sender must prove the identity in From, and in a PUBLISH that
 * of the Request-URI, by the certificate of its connection (RFC 5922) or by digest. Safe for any thread; no method
 * blocks.
 *
 * <p>Call it before all other checks, so that an unknown sender gets a challenge, and nothing is sent to the address in
 * its Contact.
 */
public final class Door {
    private final Supplier<List<PresenceUsers>> users;
    private final DigestServer digest;
    private final AccessLog log = new AccessLog(() -> System.nanoTime() / 1_000_000);

    /** @param users all services with users; if several know a name, the last one decides */
    public Door(Supplier<List<PresenceUsers>> users) {
        this.users = users;
        this.digest = new DigestServer(this::ha1);
    }

    private Optional<String> ha1(String username, String realm, String algorithm) {
        return find(username).flatMap(user -> user.ha1(realm, algorithm));
    }

    private Optional<PresenceUser> find(String username) {
        return users.get().stream()
                .flatMap(some -> some.find(username).stream())
                .reduce((one, other) -> other);
    }

    /** @throws Refusal 401 with a challenge without a proof, 403 if the proof is for another identity */
    public void check(IncomingRequest incoming, DigestRealm realm) throws Refusal {
        SipRequest request = incoming.request();
        if (isCertified(incoming.peerIdentities(), request)) {
            return;
        }
        String username = digest.userOf(request, realmFor(request, realm));
        PresenceUser user = find(username).orElseThrow(() -> Refusal.of(request, 403));
        if (!isFrom(request, user::is)) {
            log.refused(request, AccessFault.OTHER_IDENTITY);
            throw Refusal.of(request, 403);
        }
    }

    /** The realm with the algorithms of the user in From, if that user has algorithms of its own. */
    private DigestRealm realmFor(SipRequest request, DigestRealm realm) {
        String from = request.from().uri();
        return users.get().stream()
                .flatMap(some -> some.findLimited(from).stream())
                .map(PresenceUser::algorithms)
                .filter(algorithms -> !algorithms.isEmpty())
                .reduce((one, other) -> other)
                .map(realm::with)
                .orElse(realm);
    }

    /** Whether a certificate of the peer names the sender; one that names a domain names none of its users. */
    private static boolean isCertified(List<String> certified, SipRequest request) {
        return certified.stream()
                .filter(uri -> uri.indexOf('@') > 0 && UriIdentity.isEntity(uri))
                .anyMatch(uri -> isFrom(request, other -> UriIdentity.haveOneKey(other, uri)));
    }

    private static boolean isFrom(SipRequest request, Predicate<String> isSender) {
        return isSender.test(request.from().uri())
                && (!request.method().equals("PUBLISH") || isSender.test(request.requestUri()));
    }
}
