/**
 * The state of the presence agent: presentities, their publications, their watchers. Independent of SIP and of stores.
 */
package io.qsa.pa.internal.agent;
