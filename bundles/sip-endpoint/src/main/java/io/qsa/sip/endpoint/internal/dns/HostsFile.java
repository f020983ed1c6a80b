package io.qsa.sip.endpoint.internal.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.qsa.sip.NumericHost;

/**
 * The file of hosts of a system: an address and its names in each line. Names have no case (RFC 4343), while the parser of
 * dnsjava 3.6.3 finds only names that are written as they are in the file. Safe for any thread.
 */
final class HostsFile {
    private final Path file;

    HostsFile(Path file) {
        this.file = file;
    }

    /** That of this system. */
    static HostsFile ofSystem() {
        String windows = System.getenv("SystemRoot");
        return new HostsFile(
                windows == null
                        ? Path.of("/etc/hosts")
                        : Path.of(windows).resolve("System32").resolve("drivers/etc/hosts"));
    }

    /** The addresses of a name in the order of the file; none if the file cannot be read. It is read at each call. */
    List<InetAddress> addressesOf(String host) {
        String wanted = withoutFinalDot(host);
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.map(HostsFile::words)
                    .filter(words -> words.stream().skip(1).anyMatch(name -> isSame(name, wanted)))
                    .flatMap(words -> address(words.get(0), host))
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            // A system without such a file.
            return List.of();
        }
    }

    private static List<String> words(String line) {
        int comment = line.indexOf('#');
        return Arrays.asList(
                (comment < 0 ? line : line.substring(0, comment)).trim().split("\\s+"));
    }

    private static boolean isSame(String name, String wanted) {
        return withoutFinalDot(name).equalsIgnoreCase(wanted);
    }

    private static String withoutFinalDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** The address with the name that it was found by; none if the line begins with something else. */
    private static Stream<InetAddress> address(String text, String host) {
        String numeric = text.indexOf(':') < 0 ? text : "[" + text + "]";
        return NumericHost.parse(numeric).stream().map(address -> named(address, host));
    }

    private static InetAddress named(InetAddress address, String host) {
        try {
            return InetAddress.getByAddress(host, address.getAddress());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
