package io.qsa.presence.b2b.internal.sip;

/** Where else a SUBSCRIBE of a leg can be sent to. One field for both kinds, since there may be a million legs. */
sealed interface Elsewhere permits Redirects, OtherRoute {}
