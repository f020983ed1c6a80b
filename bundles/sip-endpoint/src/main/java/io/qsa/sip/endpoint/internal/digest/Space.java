package io.qsa.sip.endpoint.internal.digest;

/** The protection space of credentials: a realm of a server or of a proxy. Immutable. */
record Space(Challenger challenger, String realm) {}
