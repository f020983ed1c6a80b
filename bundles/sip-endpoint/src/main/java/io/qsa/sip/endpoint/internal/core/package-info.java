/** The endpoint: path of each message, transactions, settings, counters. Free of the SIP library and of OSGi services. */
package io.qsa.sip.endpoint.internal.core;
