/** Finds the servers of a SIP URI (RFC 3263). */
package io.qsa.sip.endpoint.internal.dns;
