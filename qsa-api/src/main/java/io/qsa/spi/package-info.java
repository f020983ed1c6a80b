/** The interfaces that notifiers implement, and the snapshots of notifiers and subscriptions that consoles show. */
@Export
@Version("1.0.0")
package io.qsa.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
