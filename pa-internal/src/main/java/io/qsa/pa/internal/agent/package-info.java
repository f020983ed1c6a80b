/**
 * What the presence agent knows: presentities, their publications, their watchers. It knows neither SIP nor stores.
 */
package io.qsa.pa.internal.agent;
