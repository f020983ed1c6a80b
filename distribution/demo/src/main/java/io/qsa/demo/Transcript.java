package io.qsa.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

import io.qsa.Notification;
import io.qsa.presence.BasicStatus;
import io.qsa.presence.PresenceInfo;

/** Writes what happens, with the seconds since the start. Confined to the thread of the demo. */
final class Transcript {
    private final PrintStream out;
    private final LongSupplier nanoTime;
    private final long start;

    Transcript(PrintStream out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** How long the demo has been running. */
    Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }

    /** Starts a section. */
    void step(String text) {
        out.println();
        line("---", text);
    }

    void published(String status) {
        line("   publish", status);
    }

    void notified(Notification notification) {
        String what = notification
                .document()
                .flatMap(document -> document.as(PresenceInfo.class))
                .map(Transcript::summary)
                .orElse("no document");
        line(
                "        =>",
                String.format(
                        "%s  %-3s  %-12s  %s%s  %s",
                        notification.subscription().id(),
                        "#" + notification.sequence(),
                        notification.notifier(),
                        notification.status(),
                        notification.isStale() ? " stale" : "",
                        what));
    }

    /** The last line. */
    void verdict(String verdict) {
        out.println();
        out.println("demo: " + verdict);
        out.flush();
    }

    private static String summary(PresenceInfo info) {
        String basic = info.basic() == BasicStatus.UNDEFINED
                ? "no status yet"
                : info.basic().text();
        StringBuilder summary = new StringBuilder(basic);
        info.notes().forEach(note -> summary.append(" \"").append(note.text()).append('"'));
        return summary.toString();
    }

    private void line(String mark, String text) {
        out.println(String.format(Locale.ROOT, "%7.3f s  %s %s", elapsed().toMillis() / 1e3, mark, text));
        out.flush();
    }
}
