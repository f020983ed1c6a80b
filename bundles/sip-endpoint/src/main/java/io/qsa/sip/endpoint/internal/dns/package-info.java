/** Where the servers of a SIP URI are (RFC 3263). */
package io.qsa.sip.endpoint.internal.dns;
