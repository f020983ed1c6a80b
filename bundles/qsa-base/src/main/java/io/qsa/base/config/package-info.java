/** Configuration values as operators write them: read leniently as to their type, strictly as to what they say. */
@Export
@Version("1.0.0")
package io.qsa.base.config;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
