/** How many messages wait for a user, as the event package message-summary tells it (RFC 3842). */
@Export
@Version("1.0.0")
package io.qsa.messagesummary;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
