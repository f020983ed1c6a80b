package io.qsa.itests.platform;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The bundles on the class path of the test, by their symbolic names. Immutable. */
public final class BundleJars {
    private final Map<String, Path> jars;

    private BundleJars(Map<String, Path> jars) {
        this.jars = jars;
    }

    public static BundleJars onClassPath() {
        Map<String, Path> jars = new LinkedHashMap<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(entry);
            if (entry.endsWith(".jar") && Files.isRegularFile(jar)) {
                String name = manifest(jar).getValue("Bundle-SymbolicName");
                if (name != null) {
                    jars.putIfAbsent(name.split(";")[0].trim(), jar);
                }
            }
        }
        return new BundleJars(jars);
    }

    /** The symbolic names of our bundles. */
    public List<String> ours() {
        return jars.entrySet().stream()
                .filter(entry -> "QSA".equals(manifest(entry.getValue()).getValue("Bundle-Vendor")))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    public Path jar(String symbolicName) {
        Path jar = jars.get(symbolicName);
        if (jar == null) {
            throw new IllegalStateException(
                    "no bundle " + symbolicName + " on the class path; there are " + jars.keySet());
        }
        return jar;
    }

    /** The main attributes of the manifest of a bundle. */
    public Attributes manifest(String symbolicName) {
        return manifest(jar(symbolicName));
    }

    private static Attributes manifest(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            return manifest == null ? new Attributes() : manifest.getMainAttributes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + jar, e);
        }
    }
}
