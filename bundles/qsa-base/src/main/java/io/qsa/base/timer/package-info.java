/** Timers that bundles wait with, and the time that they go by. */
@Export
@Version("1.0.0")
package io.qsa.base.timer;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
