/** The resource list server: SIP watchers of lists, and the subscriptions to the members. */
package io.qsa.rls.internal;
