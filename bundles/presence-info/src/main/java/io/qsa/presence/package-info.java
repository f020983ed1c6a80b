/** Presence documents (PIDF, RFC 3863): an immutable model, a safe reader and a writer. */
@Export
@Version("1.0.0")
package io.qsa.presence;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
