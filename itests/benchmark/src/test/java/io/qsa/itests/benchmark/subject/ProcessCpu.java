package io.qsa.itests.benchmark.subject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.qsa.itests.benchmark.report.Cpu;

/** The CPU time of a process and those that it has started, as the operating system counts it (proc(5)). */
public final class ProcessCpu {
    /** USER_HZ, which is 100 on every Linux that a JVM runs on. */
    private static final long TICK_MILLIS = 10;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    /** The names of the threads of garbage collectors. */
    private static final List<String> COLLECTORS = List.of("GC Thread", "G1 ", "Shenandoah");

    private ProcessCpu() {}

    /** That of the process and its descendants. */
    public static Duration of(ProcessHandle process) {
        return duration(Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(handle -> ticks(Path.of("/proc/" + handle.pid() + "/stat"), name -> true)));
    }

    /** The CPU time of a JVM; the operating system has the first 15 characters of the names of its threads. */
    public static Cpu ofJvm(ProcessHandle jvm) {
        return new Cpu(
                of(jvm),
                ofThreads(jvm, name -> name.startsWith("C1 Comp") || name.startsWith("C2 Comp")),
                ofThreads(jvm, name -> COLLECTORS.stream().anyMatch(name::startsWith)));
    }

    private static Duration ofThreads(ProcessHandle process, Predicate<String> wanted) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
            return duration(threads.mapToLong(thread -> ticks(thread.resolve("stat"), wanted)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration duration(LongStream ticks) {
        return Duration.ofMillis(TICK_MILLIS * ticks.sum());
    }

    private static long ticks(Path file, Predicate<String> wanted) {
        try {
            String stat = Files.readString(file);
            int end = stat.lastIndexOf(')');
            if (!wanted.test(stat.substring(stat.indexOf('(') + 1, end))) {
                return 0;
            }
            String[] fields = stat.substring(end + 2).split(" ");
            return Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
        } catch (NoSuchFileException ended) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
