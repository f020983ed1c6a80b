/** Brings the commands of every bundle into Gogo, the shell of plain Felix. */
package io.qsa.shell.internal.gogo;
