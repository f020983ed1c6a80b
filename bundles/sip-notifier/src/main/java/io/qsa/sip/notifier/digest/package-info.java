/** Digest authentication of the server (RFC 3261 section 22, RFC 7616, RFC 8760): challenges, and the check of answers. */
@Export
@Version("1.0.0")
package io.qsa.sip.notifier.digest;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
