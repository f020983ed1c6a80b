/** SIP event packages (RFC 6665 section 5.4): the header fields of their SUBSCRIBEs, and readers of their documents. */
@Export
@Version("1.0.0")
package io.qsa.event;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
