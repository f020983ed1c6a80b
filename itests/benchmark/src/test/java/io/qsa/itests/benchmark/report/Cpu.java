package io.qsa.itests.benchmark.report;

import java.time.Duration;

/**
 * CPU time of a process. Immutable.
 *
 * @param total all of it
 * @param compiler what of it the compiler of a JVM took, which a process that runs for long does not pay
 * @param collector what of it the garbage collector of a JVM took
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

    /** What is compared: all but the compiler. */
    Duration lasting() {
        return total.minus(compiler);
    }
}
