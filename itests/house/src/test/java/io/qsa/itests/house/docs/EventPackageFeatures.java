package io.qsa.itests.house.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

import io.qsa.itests.platform.BundleJars;

/** The Karaf features of the event packages, from the descriptions of their bundles. Immutable. */
final class EventPackageFeatures {
    private static final String BEGIN =
            "    <!-- Event packages, made by mvn verify -Dfeatures.rewrite=true from their bundles. -->\n";
    private static final String END = "    <!-- The end of the event packages. -->\n";
    private static final Pattern ARTIFACT = Pattern.compile("META-INF/maven/io\\.qsa/[^/]+/pom\\.properties");
    private static final String FEATURE =
            """
                <feature name="%s" version="${project.version}" description="%s">
                    <feature>qsa-presence-b2b</feature>
                    <bundle>mvn:io.qsa/%s/${project.version}</bundle>
                </feature>

            """;
    private static final String ALL =
            """
                <feature name="qsa-packages" version="${project.version}" description="All event packages">
            %s    </feature>
            """;

    private final List<Package> packages;

    private record Package(String feature, String description, String artifact) {}

    private EventPackageFeatures(List<Package> packages) {
        this.packages = packages;
    }

    static EventPackageFeatures of(BundleJars jars) {
        return new EventPackageFeatures(jars.ours().stream()
                .filter(bundle -> jars.manifest(bundle).getValue("QSA-Feature") != null)
                .map(bundle -> read(jars.jar(bundle), jars.manifest(bundle)))
                .toList());
    }

    private static Package read(Path jar, Attributes manifest) {
        return new Package(manifest.getValue("QSA-Feature"), manifest.getValue("Bundle-Description"), artifact(jar));
    }

    private static String artifact(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            ZipEntry entry = file.stream()
                    .filter(any -> ARTIFACT.matcher(any.getName()).matches())
                    .findFirst()
                    .orElseThrow();
            Properties properties = new Properties();
            properties.load(file.getInputStream(entry));
            return properties.getProperty("artifactId");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> names() {
        return packages.stream().map(Package::feature).toList();
    }

    /** The file with the features of the packages between its two marks. */
    String in(String file) {
        int begin = file.indexOf(BEGIN) + BEGIN.length();
        return file.substring(0, begin) + features() + file.substring(file.indexOf(END));
    }

    private String features() {
        String each = packages.stream()
                .map(one -> FEATURE.formatted(one.feature(), one.description(), one.artifact()))
                .collect(Collectors.joining());
        String all = packages.stream()
                .map(one -> "        <feature>" + one.feature() + "</feature>\n")
                .collect(Collectors.joining());
        return each + ALL.formatted(all);
    }
}
