/** What consoles see of subscriptions and notifiers. */
package io.qsa.broker.internal.admin;
