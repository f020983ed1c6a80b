/** What the endpoint wants of a transport: listening points, and bytes in and out. */
package io.qsa.sip.endpoint.internal.transport;
