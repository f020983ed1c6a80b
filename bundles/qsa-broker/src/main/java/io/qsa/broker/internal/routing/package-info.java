/** Which notifier serves which subscription: routes, filter, ranking. */
package io.qsa.broker.internal.routing;
