package io.qsa.itests.felix;

import java.util.List;
import java.util.stream.Stream;

import org.ops4j.pax.exam.Option;

import io.qsa.itests.platform.BundleJars;
import io.qsa.itests.platform.Platform;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

/** Plain Felix with Declarative Services, Config Admin, a log and Gogo, and with our bundles, not yet started. */
final class PlainFelix {
    private static final List<String> PLATFORM = List.of(
            "org.ops4j.pax.logging.pax-logging-api",
            "org.osgi.util.function",
            "org.osgi.util.promise",
            "org.osgi.service.component",
            "org.apache.felix.configadmin",
            "org.apache.felix.scr",
            "org.apache.felix.gogo.runtime",
            "org.xbill.dns",
            "net.bytebuddy.byte-buddy",
            "assertj-core");

    private PlainFelix() {}

    /** Called outside of the platform, where the class path of the build is. */
    static Option withOurBundles() {
        BundleJars jars = BundleJars.onClassPath();
        Stream<Option> platform = PLATFORM.stream().map(name -> bundle(urlOf(jars, name)));
        Stream<Option> ours =
                Platform.OURS.stream().map(name -> bundle(urlOf(jars, name)).start(false));
        return composite(
                junitBundles(),
                systemProperty("org.ops4j.pax.logging.DefaultServiceLog.level").value("INFO"),
                composite(Stream.concat(platform, ours).toArray(Option[]::new)));
    }

    private static String urlOf(BundleJars jars, String name) {
        return jars.jar(name).toUri().toString();
    }
}
