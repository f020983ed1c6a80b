package io.qsa.rls.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.qsa.base.uri.UriIdentity;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.notifier.Refusal;
import io.qsa.sip.notifier.users.Door;
import io.qsa.sip.notifier.users.PresenceUsers;

/** Decides who may subscribe to a list. Safe for any thread. */
final class ListAccess {
    /** The suffix that SER appends to the name of a user for the user's own list. */
    private static final String OWN_LIST = "-list";

    private final Door door;

    ListAccess(Supplier<List<PresenceUsers>> users) {
        door = new Door(users);
    }

    /** Refuses a SUBSCRIBE to a list. */
    void check(IncomingRequest incoming, String list, RlsSettings settings) throws Refusal {
        switch (settings.auth()) {
            case NONE -> {}
            case IMPLICIT -> requireOwner(incoming, list);
            case DIGEST -> door.check(incoming, settings.realm());
        }
    }

    private static void requireOwner(IncomingRequest incoming, String list) throws Refusal {
        if (!isOwner(incoming.request().from().uri(), list)) {
            throw Refusal.of(incoming.request(), 403);
        }
    }

    /** The URI of a user's list is that of the user with {@code pres-list}, or has the suffix in its user part. */
    private static boolean isOwner(String watcher, String list) {
        Optional<UriIdentity> owner = UriIdentity.find(watcher)
                .filter(user -> !user.user().isEmpty() && user.list().isEmpty());
        Optional<UriIdentity> owned = UriIdentity.find(list);
        return owner.isPresent() && owned.isPresent() && isOwner(owner.get(), owned.get());
    }

    private static boolean isOwner(UriIdentity owner, UriIdentity owned) {
        if (!owned.list().isEmpty()) {
            return owned.userKey().equals(owner.userKey());
        }
        return owned.user().equals(owner.user() + OWN_LIST) && owned.host().equals(owner.host());
    }
}
