/** A thread of a component, on which its control tasks run one after the other, whatever one of them throws. */
@Export
@Version("1.0.0")
package io.qsa.base.thread;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
