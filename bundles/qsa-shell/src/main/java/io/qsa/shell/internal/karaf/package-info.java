/** Brings the commands of every bundle into the shell of Karaf, with completion. */
package io.qsa.shell.internal.karaf;
