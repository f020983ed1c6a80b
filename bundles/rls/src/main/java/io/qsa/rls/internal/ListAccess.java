package io.qsa.rls.internal;

import java.util.List;
import java.util.function.Supplier;

import io.qsa.sip.IncomingRequest;
import io.qsa.sip.SipUri;
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
}
