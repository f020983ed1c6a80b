/** The subscriber's state machine (RFC 6665 section 4.1), which depends on no SIP library, no clock and no thread. */
package io.qsa.presence.b2b.internal.machine;
