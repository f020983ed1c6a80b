/**
 * The connections of the endpoint: a few threads read and write all of them without blocking, cut the streams into
 * messages and limit what a peer can use up. Independent of the RI and of the content of messages.
 */
package io.qsa.sip.endpoint.internal.connection;
