/** The commands of the scope {@code pa}. */
package io.qsa.pa.internal.command;
