/** A collection for objects of which there may be a million. */
@Export
@Version("1.0.0")
package io.qsa.base.collection;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
