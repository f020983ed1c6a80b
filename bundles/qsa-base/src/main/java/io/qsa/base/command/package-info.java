/**
 * Shell commands independent of the shell: a bundle registers a command, qsa-shell offers it in Karaf or plain Felix.
 */
@Export
@Version("1.0.0")
package io.qsa.base.command;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
