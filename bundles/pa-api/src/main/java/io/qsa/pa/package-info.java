/** For bundles that publish the status of users at the presence agent, or decide who may see it. */
@Export
@Version("1.0.0")
package io.qsa.pa;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
