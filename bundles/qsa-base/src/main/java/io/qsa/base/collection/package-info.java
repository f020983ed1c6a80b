/** A collection for what there may be a million of. */
@Export
@Version("1.0.0")
package io.qsa.base.collection;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
