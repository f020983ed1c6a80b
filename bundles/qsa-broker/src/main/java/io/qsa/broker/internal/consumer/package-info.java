/** The bundles that subscribe: each has a service of its own, and subscriptions that it leaves open are closed. */
package io.qsa.broker.internal.consumer;
