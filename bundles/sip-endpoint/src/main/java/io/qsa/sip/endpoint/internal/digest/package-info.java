/**
 * Digest authentication of the client (RFC 3261 section 22, RFC 7616, RFC 8760): credentials, challenges, answers, nonces.
 * A credential is sent only to the realms and hosts that it is configured for, and never as Basic.
 */
package io.qsa.sip.endpoint.internal.digest;
