package io.qsa.itests.benchmark.report;

import java.time.Duration;

/**
 * CPU time of a process. Immutable.
 *
 * @param total all of it
 * @param compiler the part of the compiler of a JVM, which disappears in a long run
 * @param collector the part of the garbage collector of a JVM
 */
public record Cpu(Duration total, Duration compiler, Duration collector) {
    public static final Cpu NONE = new Cpu(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** That of a process that is no JVM. */
    public static Cpu of(Duration total) {
        return new Cpu(total, Duration.ZERO, Duration.ZERO);
    }

    public Cpu minus(Cpu before) {
        return new Cpu(total.minus(before.total), compiler.minus(before.compiler), collector.minus(before.collector));
    }

    /** The compared figure: all but the compiler. */
    Duration lasting() {
        return total.minus(compiler);
    }
}
