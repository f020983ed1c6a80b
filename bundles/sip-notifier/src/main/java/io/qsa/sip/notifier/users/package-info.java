/** The users who may send SIP requests, and their authentication. */
@Export
@Version("1.0.0")
package io.qsa.sip.notifier.users;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
