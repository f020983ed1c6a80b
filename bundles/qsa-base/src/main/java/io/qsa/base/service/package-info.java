/** Services of others, in the order in which OSGi ranks them. */
@Export
@Version("1.0.0")
package io.qsa.base.service;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
