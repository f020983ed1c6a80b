/** One call of a command: its arguments, its options and its output, whatever the shell. */
package io.qsa.shell.internal.call;
