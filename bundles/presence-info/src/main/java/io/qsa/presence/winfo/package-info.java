/**
 * Watcher information (RFC 3857, RFC 3858): the watchers of a resource; an immutable model, a safe reader and a writer.
 */
@Export
@Version("1.0.0")
package io.qsa.presence.winfo;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
