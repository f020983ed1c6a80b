package io.qsa.presence.b2b.internal.sip;

/** Other targets or routes for a SUBSCRIBE of a leg. One field for both kinds, since there may be a million legs. */
sealed interface Elsewhere permits Redirects, OtherRoute {}
