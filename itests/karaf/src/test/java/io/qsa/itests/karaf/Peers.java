package io.qsa.itests.karaf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;

import org.ops4j.pax.exam.Option;
import org.ops4j.pax.tinybundles.TinyBundle;
import org.ops4j.pax.tinybundles.TinyBundles;
import org.osgi.framework.Constants;

import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.streamBundle;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

/** The peers that are processes, for a test that runs inside our distribution. */
final class Peers {
    private static final String[] JARS = {"support.jar", "awaitility.jar", "hamcrest.jar"};
    private static final String RUNS = "itests.runs";

    private Peers() {}

    /** Starts the peers, as a bundle without dependencies. Called outside of the platform, where the files are. */
    static Option bundle() {
        TinyBundle bundle = TinyBundles.bundle()
                .setHeader(Constants.BUNDLE_MANIFESTVERSION, "2")
                .setHeader(Constants.EXPORT_PACKAGE, "io.qsa.itests.peer")
                .setHeader(Constants.BUNDLE_CLASSPATH, String.join(",", JARS))
                .symbolicName("io.qsa.itests.peers");
        for (String jar : JARS) {
            bundle.addResource(jar, urlOf("itests." + jar));
        }
        return composite(
                streamBundle(bundle.build(TinyBundles.rawBuilder())),
                systemProperty(RUNS)
                        .value(Path.of("target", "runs").toAbsolutePath().toString()));
    }

    private static URL urlOf(String property) {
        try {
            return Path.of(System.getProperty(property)).toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a peer writes; it outlives the platform. Called inside of the platform. */
    static Path directory(String peer) {
        return Path.of(System.getProperty(RUNS), peer + "-" + System.nanoTime());
    }
}
