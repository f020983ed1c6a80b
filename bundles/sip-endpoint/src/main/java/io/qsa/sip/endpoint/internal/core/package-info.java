/** The endpoint: way of each message, transactions, settings, counters. It knows no SIP library and no OSGi service. */
package io.qsa.sip.endpoint.internal.core;
