package io.qsa.itests.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;

import aQute.bnd.header.OSGiHeader;
import aQute.bnd.osgi.Jar;

/** The manifest of a built bundle, and its packages. Immutable. */
final class BundleHeaders {
    private final Attributes manifest;
    private final Set<String> packages;

    BundleHeaders(Attributes manifest, Set<String> packages) {
        this.manifest = manifest;
        this.packages = packages;
    }

    static BundleHeaders of(Path file) {
        try (Jar jar = new Jar(file.toFile())) {
            Set<String> packages = new HashSet<>(jar.getPackages());
            packages.removeIf(name -> name.isEmpty() || name.startsWith("META-INF") || name.startsWith("OSGI-INF"));
            return new BundleHeaders(jar.getManifest().getMainAttributes(), packages);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        } catch (Exception e) {
            throw new IllegalStateException("no manifest in " + file, e);
        }
    }

    /** The same with another header. */
    BundleHeaders with(String header, String value) {
        Attributes more = new Attributes(manifest);
        more.putValue(header, value);
        return new BundleHeaders(more, packages);
    }

    String name() {
        return header("Bundle-SymbolicName").iterator().next();
    }

    /** Whether it has an event package and nothing else. */
    boolean isEventPackage() {
        return feature().isPresent();
    }

    /** The Karaf feature of an event package. */
    Optional<String> feature() {
        return Optional.ofNullable(manifest.getValue("QSA-Feature"));
    }

    /** Its description, in a sentence. */
    String description() {
        return manifest.getValue("Bundle-Description");
    }

    Set<String> imports() {
        return header("Import-Package");
    }

    Set<String> exports() {
        return header("Export-Package");
    }

    /** The packages that it has classes or resources of. */
    Set<String> packages() {
        return packages;
    }

    /** The names in a header; empty if it is not there. */
    Set<String> header(String header) {
        return OSGiHeader.parseHeader(manifest.getValue(header)).keySet();
    }
}
