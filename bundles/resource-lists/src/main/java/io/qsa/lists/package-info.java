/** The status of all members of a list through one subscription (RFC 4662). */
@Export
@Version("1.0.0")
package io.qsa.lists;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
