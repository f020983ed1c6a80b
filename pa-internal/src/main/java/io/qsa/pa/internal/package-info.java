/** The presence agent as a component and as a notifier: its configuration, its services, its threads. */
package io.qsa.pa.internal;
