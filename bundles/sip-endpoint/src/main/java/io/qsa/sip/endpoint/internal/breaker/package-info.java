/** What keeps requests away from next hops that are dead or overloaded, and lets them return slowly. */
package io.qsa.sip.endpoint.internal.breaker;
