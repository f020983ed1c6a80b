/** The way of a notification to the listener: in order, on threads of the consumer, the newest state first. */
package io.qsa.broker.internal.delivery;
