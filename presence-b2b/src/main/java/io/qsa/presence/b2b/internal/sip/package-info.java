/** The SIP side of the subscriptions: dialogs, requests, the admission of NOTIFY. */
package io.qsa.presence.b2b.internal.sip;
