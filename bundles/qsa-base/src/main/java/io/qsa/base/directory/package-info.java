/** Documents in a directory that an operator or another program writes: they are read again when they change. */
@Export
@Version("1.0.0")
package io.qsa.base.directory;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
