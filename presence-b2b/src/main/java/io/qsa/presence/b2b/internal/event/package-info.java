/** The event packages that are served now. */
package io.qsa.presence.b2b.internal.event;
