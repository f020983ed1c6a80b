/** What notifiers implement, and what consoles read: where status comes from, and which notifier serves what. */
@Export
@Version("1.0.0")
package io.qsa.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
