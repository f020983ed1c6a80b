/** The counters of presence_b2b. */
package io.qsa.presence.b2b.internal.metrics;
