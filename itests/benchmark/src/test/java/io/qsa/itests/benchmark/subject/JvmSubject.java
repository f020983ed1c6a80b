package io.qsa.itests.benchmark.subject;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.qsa.itests.benchmark.report.Cpu;

/**
 * A JVM of its own, which executes orders line by line, see {@link Orders}. It ends when its standard input does, so it
 * cannot outlive the benchmark. Confined to the benchmark.
 */
public final class JvmSubject implements Subject {
    private static final int LOOKS = 4;

    private static final long STOP_SECONDS = 20;

    private final Process process;
    private final PrintStream orders;
    private final BufferedReader answers;
    private final Path log;

    private JvmSubject(Process process, Path log) {
        this.process = process;
        this.log = log;
        orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts a class that has a {@code main}; its output is in the directory. */
    public static JvmSubject start(Class<?> main, Path directory, Heap heap, String... arguments) {
        try {
            Files.createDirectories(directory);
            Path log = directory.resolve("jvm.log");
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(heap.options());
            // A thread that has ended would take its time with it.
            command.add("-XX:-UseDynamicNumberOfCompilerThreads");
            if (Boolean.getBoolean("benchmark.jfr")) {
                command.add("-XX:StartFlightRecording=filename=profile.jfr,settings=profile");
            }
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectError(log.toFile())
                    .start();
            JvmSubject subject = new JvmSubject(process, log);
            subject.readAnswer("start");
            return subject;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives an order and waits until it is done; returns the result. */
    public String order(Object... words) {
        StringBuilder line = new StringBuilder();
        for (Object word : words) {
            line.append(line.length() == 0 ? "" : "\t").append(word);
        }
        orders.println(line);
        return readAnswer(line.toString());
    }

    public long number(Object... words) {
        return Long.parseLong(order(words));
    }

    private String readAnswer(String order) {
        try {
            String answer = answers.readLine();
            while (answer != null && !Orders.isAnswer(answer)) {
                // A line of the JVM itself.
                answer = answers.readLine();
            }
            if (answer == null || !answer.startsWith(Orders.DONE)) {
                throw new IllegalStateException("'" + order + "' failed: " + answer + ", see " + log);
            }
            return answer.substring(Orders.DONE.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Cpu cpu() {
        return ProcessCpu.ofJvm(process.toHandle());
    }

    /** The least of some measurements: objects that a busy machine has not released yet do not count. */
    @Override
    public long bytesInUse() {
        long least = number(Orders.HEAP);
        for (int i = 1; i < LOOKS; i++) {
            least = Math.min(least, number(Orders.HEAP));
        }
        return least;
    }

    /** Its process id, for a profiler. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        orders.close();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
