/** The identity that a URI names. */
@Export
@Version("1.0.0")
package io.qsa.base.uri;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
