/** Timers for bundles, and the clock that these timers use. */
@Export
@Version("1.0.0")
package io.qsa.base.timer;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
