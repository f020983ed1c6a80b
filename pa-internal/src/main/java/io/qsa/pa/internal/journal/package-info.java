/** Brings what changes in memory to the store, and back after a restart. It knows neither SIP nor presence. */
package io.qsa.pa.internal.journal;
