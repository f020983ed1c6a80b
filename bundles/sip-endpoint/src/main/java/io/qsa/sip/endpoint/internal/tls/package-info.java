/** TLS: keys and trust from files, and who a certificate speaks for (RFC 5922). */
package io.qsa.sip.endpoint.internal.tls;
