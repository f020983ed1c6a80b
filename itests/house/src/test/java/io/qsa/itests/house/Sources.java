package io.qsa.itests.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The main sources below a root, those of tests and their support left out. Immutable. */
final class Sources {
    private static final String MAIN = "/src/main/java/";

    private final Path root;
    private final List<Path> files;

    private Sources(Path root, List<Path> files) {
        this.root = root;
        this.files = files;
    }

    static Sources of(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            return new Sources(
                    root,
                    all.filter(file -> isMain(root.relativize(file).toString()))
                            .sorted()
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isMain(String path) {
        return path.endsWith(".java") && path.contains(MAIN) && !path.startsWith("itests/");
    }

    /** The folder of the bundle that a file belongs to. */
    private String bundle(Path file) {
        String path = root.relativize(file).toString();
        return path.substring(0, path.indexOf(MAIN));
    }

    private String packageOf(Path file) {
        String path = root.relativize(file).toString();
        return path.substring(path.indexOf(MAIN) + MAIN.length(), path.lastIndexOf('/'))
                .replace('/', '.');
    }

    /** Packages that nothing is said about, with their bundle. */
    Set<String> packagesWithoutDescription() {
        Set<String> packages = new TreeSet<>();
        files.forEach(file -> packages.add(bundle(file) + " " + packageOf(file)));
        files.stream()
                .filter(file -> file.endsWith("package-info.java") && text(file).startsWith("/**"))
                .forEach(file -> packages.remove(bundle(file) + " " + packageOf(file)));
        return packages;
    }

    /** Names of classes that are used for more than one thing, with their places. */
    Map<String, List<String>> namesSaidTwice() {
        Map<String, List<String>> places = files.stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(
                        file -> file.getFileName().toString().replace(".java", ""),
                        TreeMap::new,
                        Collectors.mapping(this::packageOf, Collectors.toList())));
        places.values().removeIf(packages -> packages.size() < 2);
        return places;
    }

    /** The share of each bundle in all lines, in percent. */
    Map<String, Double> shares() {
        Map<String, Long> lines = files.stream()
                .collect(Collectors.groupingBy(this::bundle, TreeMap::new, Collectors.summingLong(file -> text(file)
                        .lines()
                        .count())));
        long all = lines.values().stream().mapToLong(Long::longValue).sum();
        return lines.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> 100.0 * entry.getValue() / all));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
