/** TLS: keys and trust from files, and the identities in certificates (RFC 5922). */
package io.qsa.sip.endpoint.internal.tls;
