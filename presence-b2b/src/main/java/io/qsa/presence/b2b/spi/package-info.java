/** What a SIP event package brings to presence_b2b: what is asked for, and how the documents are read. */
@Export
@Version("1.0.0")
package io.qsa.presence.b2b.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
