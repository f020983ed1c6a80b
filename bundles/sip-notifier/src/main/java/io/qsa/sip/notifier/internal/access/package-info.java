/** Why senders of requests are not admitted. */
package io.qsa.sip.notifier.internal.access;
