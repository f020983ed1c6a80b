/** Lists of resources that SIP watchers may subscribe to as one. */
@Export
@Version("1.0.0")
package io.qsa.rls;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
