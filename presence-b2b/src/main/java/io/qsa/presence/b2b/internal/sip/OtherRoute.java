package io.qsa.presence.b2b.internal.sip;

import java.util.List;

/** The way to the peer by which the requests of a dialog do not go, but might. Immutable. */
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
