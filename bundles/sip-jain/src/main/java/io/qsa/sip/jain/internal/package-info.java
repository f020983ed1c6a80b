/**
 * The only package that uses the JAIN-SIP RI. The RI opens and closes listening points and accepts connections; its
 * parser, transactions, dialogs and listeners are not used.
 */
package io.qsa.sip.jain.internal;
