/** Rule violations that are accepted and counted by kind, unless the setting {@code strict} refuses them. */
@Export
@Version("1.0.0")
package io.qsa.base.tolerance;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
