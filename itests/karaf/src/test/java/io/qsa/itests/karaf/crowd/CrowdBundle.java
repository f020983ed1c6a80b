package io.qsa.itests.karaf.crowd;

import java.io.InputStream;

import org.ops4j.pax.tinybundles.TinyBundles;
import org.osgi.framework.Constants;

/** Makes a bundle of the crowd, where the test starts the platform. */
public final class CrowdBundle {
    private CrowdBundle() {}

    public static InputStream stream() {
        return TinyBundles.bundle()
                .setHeader(Constants.BUNDLE_MANIFESTVERSION, "2")
                .setHeader(
                        Constants.IMPORT_PACKAGE,
                        "io.qsa, io.qsa.pa, io.qsa.presence, org.osgi.framework, org.osgi.util.tracker")
                .symbolicName("io.qsa.itests.crowd")
                .activator(CrowdActivator.class)
                .addClass(CrowdActivator.class)
                .addClass(Member.class)
                .addClass(Changes.class)
                .build(TinyBundles.rawBuilder());
    }
}
