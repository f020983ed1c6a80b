package io.qsa.itests.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.qsa.itests.peer.FreePort;

/**
 * Our distribution in a JVM of its own: unpacked once, started and killed as often as wanted. It ends with the JVM of
 * the test. Confined to its test.
 */
final class KarafPlatform implements AutoCloseable {
    private final Path home;
    private final int sipPort = FreePort.next();
    private final Thread killer = new Thread(this::kill);
    private Process process;

    private KarafPlatform(Path home) {
        this.home = home.toAbsolutePath();
        Runtime.getRuntime().addShutdownHook(killer);
    }

    /** Unpacks the distribution; it is shipped with H2, and listens on free ports. */
    static KarafPlatform unpack(Path home) throws IOException {
        Files.createDirectories(home);
        run("tar", "-xzf", System.getProperty("itests.distribution"), "-C", home.toString(), "--strip-components=1");
        KarafPlatform platform = new KarafPlatform(home);
        Path features = platform.etc("org.apache.karaf.features.cfg");
        Files.writeString(features, Files.readString(features).replaceAll("(?m)^( *)ssh/[^,]*,", "$1"));
        platform.configure("io.qsa.sip", "listen = udp:127.0.0.1:" + platform.sipPort);
        platform.configure("io.qsa.pa", "notify_interval = 0");
        return platform;
    }

    private static void run(String... command) throws IOException {
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IOException(List.of(command) + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The same with a database of PostgreSQL. */
    KarafPlatform with(Postgres postgres) throws IOException {
        Path features = etc("org.apache.karaf.features.cfg");
        Files.writeString(
                features, Files.readString(features).replaceAll("(qsa-all/[^, ]*)", "pax-jdbc-postgresql, $1"));
        configure(
                "org.ops4j.datasource-qsa",
                "osgi.jdbc.driver.name = PostgreSQL JDBC Driver",
                "url = " + postgres.url(),
                "user = qsa");
        return this;
    }

    /** The same without a store. */
    KarafPlatform withoutStore() throws IOException {
        Path features = etc("org.apache.karaf.features.cfg");
        Files.writeString(
                features,
                Files.readString(features)
                        .replaceAll("qsa-all/([^, ]*)", "qsa-presence-b2b/$1, qsa-pa-internal/$1, qsa-shell/$1"));
        return this;
    }

    KarafPlatform configure(String pid, String... lines) throws IOException {
        Files.writeString(etc(pid + ".cfg"), "\n" + String.join("\n", lines) + "\n", StandardOpenOption.APPEND);
        return this;
    }

    private Path etc(String file) {
        return home.resolve("etc").resolve(file);
    }

    int sipPort() {
        return sipPort;
    }

    void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/karaf").toString(), "server")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("console.log").toFile()));
        // The started process is the JVM itself, so that killing it kills the JVM.
        builder.environment().put("KARAF_EXEC", "exec");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_MAX_MEM", "1g");
        process = builder.start();
    }

    /** {@code kill -9}. */
    void kill() {
        if (process == null) {
            return;
        }
        try {
            process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The lines of its log that hold a text. */
    List<String> log(String text) {
        Path log = home.resolve("data/log/karaf.log");
        try {
            return Files.exists(log)
                    ? Files.readAllLines(log).stream()
                            .filter(line -> line.contains(text))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(killer);
    }
}
