package io.qsa.itests.swap.referee;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The stacks of all busy threads at one moment, to find out why nothing happens. */
final class Stacks {
    private static final int MOST_FRAMES = 15;
    /** The method in which an idle worker of a pool waits. */
    private static final String IDLE = "getTask";

    private Stacks() {}

    static String describe() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getValue().length > 0)
                .filter(entry -> Arrays.stream(entry.getValue())
                        .noneMatch(frame -> frame.getMethodName().equals(IDLE)))
                .map(Stacks::describe)
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String describe(Map.Entry<Thread, StackTraceElement[]> entry) {
        return entry.getKey().getName() + " " + entry.getKey().getState()
                + Arrays.stream(entry.getValue())
                        .limit(MOST_FRAMES)
                        .map(frame -> "\n    at " + frame)
                        .collect(Collectors.joining());
    }
}
