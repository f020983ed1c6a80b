/** Text of peers, files and other programs, made safe for log lines and error messages. */
@Export
@Version("1.0.0")
package io.qsa.base.text;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
