/** Snapshots of subscriptions and notifiers for consoles. */
package io.qsa.broker.internal.admin;
