/** Live subscriptions: where they are served, and the hand-over from one notifier to another. */
package io.qsa.broker.internal.subscription;
