package io.qsa.sip.digest;

/** What one answer opens: a realm of a server, or of a proxy. Immutable. */
record Space(Challenger challenger, String realm) {}
