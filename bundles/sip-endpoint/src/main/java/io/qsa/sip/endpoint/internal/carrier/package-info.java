/** Carries bytes over the sockets that a transport opens: datagrams as they are, messages over connections of our own. */
package io.qsa.sip.endpoint.internal.carrier;
