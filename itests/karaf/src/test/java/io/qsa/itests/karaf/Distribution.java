package io.qsa.itests.karaf;

import java.io.File;
import java.util.stream.Stream;

import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.doNotModifyLogConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;

/** Our distribution as shipped, with other ports and with the bundles of the tests. */
final class Distribution {
    private static final String KARAF_VERSION = System.getProperty("itests.karaf.version");
    private static final String MAVEN = "etc/org.ops4j.pax.url.mvn.cfg";

    private Distribution() {}

    /** Called outside of the platform, where the properties of the build are. */
    static Option[] unpacked() {
        return new Option[] {
            karafDistributionConfiguration()
                    .frameworkUrl(urlOf("itests.distribution"))
                    .karafVersion(KARAF_VERSION)
                    .unpackDirectory(new File("target/platform"))
                    .useDeployFolder(false),
            configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
            doNotModifyLogConfiguration(),
            // The folder does not outlive the test, its output does.
            systemProperty("karaf.log.console").value("INFO"),
            composite(moduleOptions()),
            editConfigurationFilePut("etc/io.qsa.sip.cfg", "listen", "udp:127.0.0.1:0, tcp:127.0.0.1:0"),
            // The bundles of the tests are in Maven's repository by now, so nothing has to be fetched.
            editConfigurationFilePut(
                    MAVEN, "org.ops4j.pax.url.mvn.localRepository", System.getProperty("itests.repository")),
            editConfigurationFilePut(MAVEN, "org.ops4j.pax.url.mvn.repositories", ""),
            bundle(urlOf("itests.byte-buddy")),
            bundle(urlOf("itests.assertj")),
        };
    }

    /** Those that {@code bin/karaf} gives to Java, and Pax Exam does not. */
    private static Option[] moduleOptions() {
        String specs = "=lib/endorsed/org.apache.karaf.specs.%s-" + KARAF_VERSION + ".jar";
        return Stream.of(
                        "--add-reads=java.xml=java.logging",
                        "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
                        "--patch-module=java.base" + specs.formatted("locator"),
                        "--patch-module=java.xml" + specs.formatted("java.xml"),
                        "--add-opens=java.base/java.security=ALL-UNNAMED",
                        "--add-opens=java.base/java.net=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.naming/javax.naming.spi=ALL-UNNAMED",
                        "--add-opens=java.rmi/sun.rmi.transport.tcp=ALL-UNNAMED")
                .map(CoreOptions::vmOption)
                .toArray(Option[]::new);
    }

    private static String urlOf(String property) {
        return new File(System.getProperty(property)).toURI().toString();
    }
}
