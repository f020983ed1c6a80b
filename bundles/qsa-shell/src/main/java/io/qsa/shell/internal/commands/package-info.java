/** The commands of the scope {@code qsa}. */
package io.qsa.shell.internal.commands;
