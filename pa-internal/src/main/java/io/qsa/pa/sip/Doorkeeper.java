package io.qsa.pa.sip;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.qsa.base.uri.EntityUri;
import io.qsa.pa.PresenceUser;
import io.qsa.pa.PresenceUsers;
import io.qsa.pa.agent.PaSettings;
import io.qsa.pa.agent.SipAccess;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.SipRequest;
import io.qsa.sip.digest.server.DigestRealm;
import io.qsa.sip.digest.server.DigestServer;
import io.qsa.sip.notifier.Refusal;

/**
 * Lets nobody in who is not who he says (RFC 3856 section 9.1), unless the door is open to anybody. Safe for any thread.
 * It is asked before all else, so a stranger gets a challenge, and nothing is sent to where he says he is.
 */
final class Doorkeeper {
    private final Supplier<List<PresenceUsers>> users;
    private final DigestServer digest;

    /** @param users all who know users, who decides last */
    Doorkeeper(Supplier<List<PresenceUsers>> users) {
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

    /** Refuses a request that is not from whom it says, or a publication for somebody else. */
    void check(IncomingRequest incoming, PaSettings settings) throws Refusal {
        SipRequest request = incoming.request();
        if (settings.isOpenToAnybody() || isIn(incoming.peerIdentities(), request)) {
            return;
        }
        SipAccess access = settings.sipAccess();
        String username = digest.userOf(request, DigestRealm.of(access.realm(), access.algorithms()));
        PresenceUser user = find(username).orElseThrow(() -> Refusal.of(request, 403));
        if (!isOf(request, user::is)) {
            throw Refusal.of(request, 403);
        }
    }

    /** Whether a certificate of the peer names the user (RFC 5922); one that names a domain names nobody in it. */
    private static boolean isIn(List<String> certified, SipRequest request) {
        return certified.stream()
                .filter(uri -> uri.indexOf('@') > 0 && EntityUri.isEntity(uri))
                .anyMatch(uri -> isOf(
                        request,
                        other -> EntityUri.isEntity(other)
                                && EntityUri.key(other).equals(EntityUri.key(uri))));
    }

    /** Whether somebody may send a request: it is from him, and what it publishes is his. */
    private static boolean isOf(SipRequest request, Predicate<String> isHim) {
        return isHim.test(request.from().uri())
                && (!request.method().equals("PUBLISH") || isHim.test(request.requestUri()));
    }
}
