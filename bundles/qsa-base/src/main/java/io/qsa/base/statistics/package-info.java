/** How a bundle counts, and offers its counters and gauges to bundles that show them, for example in JMX. */
@Export
@Version("1.0.0")
package io.qsa.base.statistics;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
