/** The threads of the broker: one for control, some for each consumer. */
package io.qsa.broker.internal.threads;
