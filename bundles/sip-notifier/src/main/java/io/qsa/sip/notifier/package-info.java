/** The notifier's side of SIP subscriptions (RFC 6665 section 4.2), for bundles that serve an event package over SIP. */
@Export
@Version("1.0.0")
package io.qsa.sip.notifier;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
