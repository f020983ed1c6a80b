package io.qsa.itests.benchmark.subject;

import java.util.List;

/**
 * The heap of a JVM that is measured. Immutable.
 *
 * @param size as for {@code -Xmx}; all of it is there from the beginning, so that no round pays for its first touch
 * @param collector the garbage collector, as its option names it
 */
public record Heap(String size, String collector) {
    /** The default collector of all JVMs: the one that takes the least CPU. */
    public static final String USUAL_COLLECTOR = System.getProperty("benchmark.collector", "Parallel");
    /** The collector for measurements of latency. */
    public static final String PAUSELESS_COLLECTOR = "Shenandoah";

    /** A heap with the usual collector. */
    public static Heap of(String size) {
        return new Heap(size, USUAL_COLLECTOR);
    }

    List<String> options() {
        return List.of("-Xms" + size, "-Xmx" + size, "-XX:+AlwaysPreTouch", "-XX:+Use" + collector + "GC");
    }
}
