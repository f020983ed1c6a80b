/** The users of the factory {@code io.qsa.pa.users}. */
package io.qsa.sip.notifier.internal;
