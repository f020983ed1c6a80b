/** What the broker counts. */
package io.qsa.broker.internal.statistics;
