/** How many messages wait for a user, in the event package message-summary (RFC 3842). */
@Export
@Version("1.0.0")
package io.qsa.messagesummary;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
