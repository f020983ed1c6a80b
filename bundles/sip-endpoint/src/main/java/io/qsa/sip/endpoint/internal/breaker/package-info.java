/** Circuit breakers: they keep requests from next hops that are dead or overloaded, and let them return slowly. */
package io.qsa.sip.endpoint.internal.breaker;
