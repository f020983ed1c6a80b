/** The bundles that subscribe: each has a service of its own, and what it leaves open is closed for it. */
package io.qsa.broker.internal.consumer;
