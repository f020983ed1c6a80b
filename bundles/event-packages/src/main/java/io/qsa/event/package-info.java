/** What a SIP event package (RFC 6665 section 5.4) is: what is asked for, and how its documents are read. */
@Export
@Version("1.0.0")
package io.qsa.event;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
