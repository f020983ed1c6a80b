/**
 * What the presence agent needs of a store. The records are those of RFC 3903 and of RFC 3261 section 12; a store must
 * know all of each, or it loses something, so a component more is a new major version.
 */
@Export
@Version("1.0.0")
package io.qsa.pa.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
