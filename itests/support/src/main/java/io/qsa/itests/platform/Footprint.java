package io.qsa.itests.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * The threads, sockets and services of a platform at one moment. The difference of two shows what was left behind. The
 * calling thread, and services of the test itself, are not included. Immutable.
 */
public final class Footprint {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    /** Threads that Declarative Services and the JVM make when they need them, and end when they please. */
    private static final Pattern NOT_OURS = Pattern.compile("SCR Component Registry|ForkJoinPool\\.commonPool-.*");

    private final Set<Thread> threads;
    private final Set<String> sockets;
    private final Set<ServiceReference<?>> services;

    private Footprint(Set<Thread> threads, Set<String> sockets, Set<ServiceReference<?>> services) {
        this.threads = threads;
        this.sockets = sockets;
        this.services = services;
    }

    public static Footprint of(Platform platform) {
        return new Footprint(Set.copyOf(Thread.getAllStackTraces().keySet()), sockets(), services(platform.context()));
    }

    private static Set<String> sockets() {
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            return descriptors
                    .map(Footprint::target)
                    .filter(t -> t.startsWith("socket:"))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static Set<ServiceReference<?>> services(BundleContext context) {
        try {
            return Set.of(context.getAllServiceReferences(null, null));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is there now and was not there before, as text. */
    public List<String> leftSince(Footprint before) {
        Set<String> left = new TreeSet<>();
        threads.stream()
                .filter(thread -> thread.isAlive() && thread != Thread.currentThread())
                .filter(thread -> !NOT_OURS.matcher(thread.getName()).matches())
                .filter(thread -> !before.threads.contains(thread))
                .forEach(thread -> left.add("thread " + thread.getName() + ", daemon " + thread.isDaemon()));
        sockets.stream().filter(socket -> !before.sockets.contains(socket)).forEach(left::add);
        services.stream()
                .filter(service ->
                        service.getBundle() != null && service.getBundle().getBundleId() != 0)
                .filter(service -> !before.services.contains(service))
                .forEach(service -> left.add("service " + service));
        return List.copyOf(left);
    }
}
