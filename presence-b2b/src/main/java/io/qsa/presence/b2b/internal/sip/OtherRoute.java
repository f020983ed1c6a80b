package io.qsa.presence.b2b.internal.sip;

import java.util.List;

/** An alternative route to the peer of a dialog, which is not its route set. Immutable. */
final class OtherRoute implements Elsewhere {
    private final List<String> route;

    OtherRoute(List<String> route) {
        this.route = route;
    }

    /** Values of Route headers; empty if it leads straight to the peer. */
    List<String> route() {
        return route;
    }
}
