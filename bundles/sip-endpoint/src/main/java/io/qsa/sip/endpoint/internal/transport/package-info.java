/** The transport that the endpoint needs: listening points, and bytes in and out. */
package io.qsa.sip.endpoint.internal.transport;
