/** The presence agent as a SIP server (RFC 3856, RFC 3903). */
package io.qsa.pa.internal.sip;
