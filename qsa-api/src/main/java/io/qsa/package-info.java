/** What applications use: subscriptions to the status of a user, with a notification of every change. */
@Export
@Version("1.0.0")
package io.qsa;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
