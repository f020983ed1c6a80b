/** Registrations and their contacts, of the event package reg (RFC 3680). */
@Export
@Version("1.0.0")
package io.qsa.reg;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
