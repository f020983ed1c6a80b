/** The resource list server: SIP watchers of lists, and what it hears of their members. */
package io.qsa.rls.internal;
