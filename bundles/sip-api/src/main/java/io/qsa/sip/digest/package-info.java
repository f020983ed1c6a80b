/** The vocabulary of digest authentication (RFC 7616, RFC 8760) that client and server share: header fields and hashes. */
@Export
@Version("1.0.0")
package io.qsa.sip.digest;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
