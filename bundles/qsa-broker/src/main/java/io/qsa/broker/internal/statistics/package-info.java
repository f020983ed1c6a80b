/** The counters of the broker. */
package io.qsa.broker.internal.statistics;
