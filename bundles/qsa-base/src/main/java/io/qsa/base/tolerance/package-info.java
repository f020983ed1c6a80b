/** What is taken although it breaks a rule, counted by kind, and refused where the setting {@code strict} says so. */
@Export
@Version("1.0.0")
package io.qsa.base.tolerance;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
