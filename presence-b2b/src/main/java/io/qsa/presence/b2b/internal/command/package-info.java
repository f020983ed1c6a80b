/** The commands of the scope {@code b2b}. */
package io.qsa.presence.b2b.internal.command;
