package io.qsa.rls.server;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.qsa.pa.PresenceUser;
import io.qsa.pa.PresenceUsers;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipUri;
import io.qsa.sip.digest.server.DigestServer;
import io.qsa.sip.notifier.Refusal;

/** Decides who may subscribe to a list. Safe for any thread. */
final class Door {
    /** What SER appends to the name of a user for the list that is his. */
    private static final String OWN_LIST = "-list";

    private final Supplier<? extends List<?>> users;
    private final DigestServer digest;

    /** @param users the {@link PresenceUsers} services; empty where there is no presence agent */
    Door(Supplier<? extends List<?>> users) {
        this.users = users;
        this.digest = new DigestServer(this::ha1);
    }

    private Optional<String> ha1(String username, String realm, String algorithm) {
        return find(username).flatMap(user -> user.ha1(realm, algorithm));
    }

    private Optional<PresenceUser> find(String username) {
        return users.get().stream()
                .flatMap(some -> ((PresenceUsers) some).find(username).stream())
                .reduce((one, other) -> other);
    }

    /** Refuses a SUBSCRIBE to a list. */
    void check(SipRequest request, String list, RlsSettings settings) throws Refusal {
        boolean isIn =
                switch (settings.auth()) {
                    case NONE -> true;
                    case IMPLICIT -> isOwner(request.from().uri(), list);
                    case DIGEST -> proves(request, settings);
                };
        if (!isIn) {
            throw Refusal.of(request, 403);
        }
    }

    private static boolean isOwner(String watcher, String list) {
        try {
            SipUri owner = SipUri.parse(watcher);
            SipUri owned = SipUri.parse(list);
            return !owner.user().isEmpty()
                    && owned.user().equalsIgnoreCase(owner.user() + OWN_LIST)
                    && owned.host().equals(owner.host());
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private boolean proves(SipRequest request, RlsSettings settings) throws Refusal {
        return find(digest.userOf(request, settings.realm()))
                .filter(user -> user.is(request.from().uri()))
                .isPresent();
    }
}
