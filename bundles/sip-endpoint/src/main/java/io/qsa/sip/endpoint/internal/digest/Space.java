package io.qsa.sip.endpoint.internal.digest;

/** What one answer opens: a realm of a server, or of a proxy. Immutable. */
record Space(Challenger challenger, String realm) {}
