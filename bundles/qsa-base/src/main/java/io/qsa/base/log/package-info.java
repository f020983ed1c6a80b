/** Limits repeated log lines about the same peer. */
@Export
@Version("1.0.0")
package io.qsa.base.log;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
