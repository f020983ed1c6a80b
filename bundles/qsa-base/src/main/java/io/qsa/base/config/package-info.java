/** Configuration values as operators write them: any type is read, but only values in range are accepted. */
@Export
@Version("1.0.0")
package io.qsa.base.config;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
