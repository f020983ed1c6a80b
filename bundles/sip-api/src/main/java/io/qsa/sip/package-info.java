/** SIP for the bundles of this platform: immutable messages and dialogs, sending, and dispatch of requests. */
@Export
@Version("1.0.0")
package io.qsa.sip;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
