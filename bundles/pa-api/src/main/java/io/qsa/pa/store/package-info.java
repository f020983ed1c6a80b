/**
 * The store that the presence agent needs. The records are those of RFC 3903 and of RFC 3261 section 12. A store must keep all
 * components of a record, so one more component is a new major version.
 */
@Export
@Version("1.0.0")
package io.qsa.pa.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
