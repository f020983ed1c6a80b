/** What presence_b2b counts. */
package io.qsa.presence.b2b.internal.metrics;
