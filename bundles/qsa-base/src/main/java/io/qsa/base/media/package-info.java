/** Media types as SIP headers have them: RFC 3261 sections 20.1 and 25.1. */
@Export
@Version("1.0.0")
package io.qsa.base.media;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
