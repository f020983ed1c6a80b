package io.qsa.itests.benchmark.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.qsa.itests.benchmark.subject.Heap;

/** The conditions of a run: time, machine and software. Immutable. */
public final class Conditions {
    private final String command;
    private final Instant begin = Instant.now();
    private final String load = word(proc("loadavg", ""), 0);

    /** @param command how the run was started */
    public Conditions(String command) {
        this.command = command;
    }

    /** A sentence for the report, at the end of the run. */
    public String text() {
        Duration took = Duration.between(begin, Instant.now());
        return """
                %s, commit %s, `%s`, %d minutes and %d seconds, on %d processors (%s) with %s, load %s before; \
                %s %s, JDK %s with %s, Kamailio %s, all over loopback.
                """
                .formatted(
                        begin.truncatedTo(ChronoUnit.MINUTES),
                        output("git", "rev-parse", "--short", "HEAD"),
                        command,
                        took.toMinutes(),
                        took.toSecondsPart(),
                        Runtime.getRuntime().availableProcessors(),
                        proc("cpuinfo", "model name"),
                        proc("meminfo", "MemTotal"),
                        load,
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.vm.version"),
                        Heap.USUAL_COLLECTOR,
                        word(output("kamailio", "-v"), 2));
    }

    /** The value of the first line of a file of proc(5) that starts with this key. */
    private static String proc(String file, String key) {
        try {
            return Files.readString(Path.of("/proc", file))
                    .lines()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("?");
        } catch (IOException e) {
            return "?";
        }
    }

    /** The first line that a command prints. */
    private static String output(String... words) {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().findFirst().orElse("?");
        } catch (IOException e) {
            return "?";
        }
    }

    private static String word(String line, int index) {
        String[] words = line.split(" ");
        return index < words.length ? words[index] : "?";
    }
}
