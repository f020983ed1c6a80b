package io.qsa.itests.benchmark.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Reads CPU and allocated bytes from a flight recording: by our methods, with the JDK methods they call. */
public final class Profile {
    private static final int ROWS = 40;
    private static final String OURS = "io.qsa.";

    private final Map<String, Long> samples = new HashMap<>();
    private final Map<String, Long> bytes = new HashMap<>();

    private Profile() {}

    /** @param arguments a flight recording, as {@code -Dbenchmark.jfr=true} makes it */
    public static void main(String[] arguments) throws IOException {
        Profile profile = new Profile();
        try (RecordingFile recording = new RecordingFile(Path.of(arguments[0]))) {
            while (recording.hasMoreEvents()) {
                profile.add(recording.readEvent());
            }
        }
        System.out.println(table("CPU samples", profile.samples));
        System.out.println(table("allocated bytes", profile.bytes));
    }

    private void add(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case "jdk.ExecutionSample" -> count(samples, event, 1);
            case "jdk.ObjectAllocationSample" -> count(bytes, event, event.getLong("weight"));
            default -> {}
        }
    }

    private static void count(Map<String, Long> sums, RecordedEvent event, long weight) {
        if (event.getStackTrace() != null) {
            sums.merge(place(event.getStackTrace().getFrames()), weight, Long::sum);
        }
    }

    /** Our innermost method; without one, the outermost foreign one. */
    private static String place(List<RecordedFrame> frames) {
        Optional<String> ours = frames.stream()
                .map(Profile::name)
                .filter(name -> name.startsWith(OURS))
                .findFirst();
        return ours.orElseGet(() -> "(" + name(frames.get(Math.max(0, frames.size() - 3))) + ")");
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    private static String table(String what, Map<String, Long> sums) {
        long total = sums.values().stream().mapToLong(Long::longValue).sum();
        StringBuilder text = new StringBuilder("| %s: %,d | share |\n|---|---|\n".formatted(what, total));
        sums.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(ROWS)
                .forEach(entry ->
                        text.append("| %s | %.1f %% |\n".formatted(entry.getKey(), 100.0 * entry.getValue() / total)));
        return text.toString();
    }
}
