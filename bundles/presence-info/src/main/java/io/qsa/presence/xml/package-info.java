/** XML of unknown origin, read within bounds, and text escaped for writing: for documents of the field that are not PIDF. */
@Export
@Version("1.0.0")
package io.qsa.presence.xml;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
