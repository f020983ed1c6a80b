/**
 * The connections of the endpoint: a few threads read and write all of them without blocking, cut the streams into
 * messages and bound what a peer may cost. Knows neither the RI nor what a message says.
 */
package io.qsa.sip.endpoint.internal.connection;
