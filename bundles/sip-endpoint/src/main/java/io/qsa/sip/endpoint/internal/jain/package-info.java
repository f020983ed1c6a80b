/**
 * The transport made with the JAIN-SIP RI, the only place that knows it. The RI opens listening points, reads datagrams
 * and connections, and writes to connections; its parser, transactions, dialogs and listeners are not used.
 */
package io.qsa.sip.endpoint.internal.jain;
